'use server';
import { type AddDisplay, addDisplay } from '@wachter/services/display/add';
import { revokeDisplay } from '@wachter/services/display/revoke';
import { type CreateToken, createToken } from '@wachter/services/token/create';
import { revokeToken } from '@wachter/services/token/revoke';
import { type AddUser, addUser } from '@wachter/services/user/add';
import { resetPassword } from '@wachter/services/user/reset-password';
import { type UpdateUser, updateUser } from '@wachter/services/user/update';
import type { z } from 'zod';
import { actionContext } from '../../server/context.ts';
import { refreshed } from '../../server/refreshed.ts';

export async function newUser(input: z.input<typeof AddUser>) {
  const context = await actionContext();
  return refreshed(await addUser(context, input), '/users');
}

export async function changeUser(input: z.input<typeof UpdateUser>) {
  const context = await actionContext();
  return refreshed(await updateUser(context, input), '/users');
}

export async function newPassword(id: string) {
  const context = await actionContext();
  return refreshed(await resetPassword(context, { id }), '/users');
}

export async function newDisplay(input: z.input<typeof AddDisplay>) {
  const context = await actionContext();
  return refreshed(await addDisplay(context, input), '/users');
}

export async function endDisplay(id: string) {
  const context = await actionContext();
  return refreshed(await revokeDisplay(context, { id }), '/users');
}

export async function newToken(input: z.input<typeof CreateToken>) {
  const context = await actionContext();
  return refreshed(await createToken(context, input), '/users');
}

export async function endToken(id: string) {
  const context = await actionContext();
  return refreshed(await revokeToken(context, { id }), '/users');
}
