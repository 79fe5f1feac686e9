'use server';
import { type AddDevice, addDevice } from '@wachter/services/device/add';
import { type ApproveDevice, approveDevice } from '@wachter/services/device/approve';
import { blockDevice } from '@wachter/services/device/block';
import { type EditDevice, editDevice } from '@wachter/services/device/edit';
import { ignoreDevice } from '@wachter/services/device/ignore';
import { issueCredential } from '@wachter/services/device/issue-credential';
import { revokeDevice } from '@wachter/services/device/revoke';
import type { z } from 'zod';
import { actionContext } from '../../server/context.ts';
import { refreshed } from '../../server/refreshed.ts';

export async function add(input: z.input<typeof AddDevice>) {
  const context = await actionContext();
  return refreshed(await addDevice(context, input), '/devices');
}

export async function approve(input: z.input<typeof ApproveDevice>) {
  const context = await actionContext();
  return refreshed(await approveDevice(context, input), '/devices', '/');
}

export async function edit(input: z.input<typeof EditDevice>) {
  const context = await actionContext();
  return refreshed(await editDevice(context, input), '/devices');
}

export async function ignore(id: string) {
  const context = await actionContext();
  return refreshed(await ignoreDevice(context, { id }), '/devices');
}

export async function block(id: string) {
  const context = await actionContext();
  return refreshed(await blockDevice(context, { id }), '/devices');
}

export async function revoke(id: string) {
  const context = await actionContext();
  return refreshed(await revokeDevice(context, { id }), '/devices');
}

export async function renewCredential(id: string) {
  const context = await actionContext();
  return refreshed(await issueCredential(context, { id }), '/devices');
}
