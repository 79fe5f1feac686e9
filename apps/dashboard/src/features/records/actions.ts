'use server';
import { ok, type Result, refuse } from '@wachter/core';
import { type PutTestRecord, putTestRecord } from '@wachter/services/power/put-record';
import { approveTestRecord, type SignTestRecord, signTestRecord } from '@wachter/services/power/sign-record';
import { headers } from 'next/headers';
import type { z } from 'zod';
import { actionContext, readSignedIn, type UserContext } from '../../server/context.ts';
import { ownPasswordMatches } from '../../server/own-password.ts';
import { refreshed } from '../../server/refreshed.ts';

const pages = ['/power/record', '/power/plan'] as const;

export async function saveRecord(input: z.input<typeof PutTestRecord>) {
  return refreshed(await putTestRecord(await actionContext(), input), ...pages);
}

type Signing = z.input<typeof SignTestRecord>;

export async function signRecord(input: Signing, password: string) {
  const signer = await signerWith(password);
  return signer.ok ? refreshed(await signTestRecord(signer.value, input), ...pages) : signer;
}

export async function approveRecord(input: Signing, password: string) {
  const signer = await signerWith(password);
  return signer.ok ? refreshed(await approveTestRecord(signer.value, input), ...pages) : signer;
}

/** Whoever signs says the password once more; wrong ones count and slow down as at the login. */
async function signerWith(password: string): Promise<Result<UserContext, { readonly kind: 'wrong-password' }>> {
  const context = await actionContext();
  const signedIn = await readSignedIn();
  const isShort = typeof password === 'string' && password.length > 0 && password.length <= 1000;
  const own = signedIn && isShort ? { userId: signedIn.actor.id, email: signedIn.email, password } : null;
  return own && (await ownPasswordMatches(own, await headers())) ? ok(context) : refuse({ kind: 'wrong-password' });
}
