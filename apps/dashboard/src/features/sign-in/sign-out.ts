'use server';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { requireOwnOrigin } from '../../server/context.ts';
import { auth } from '../../server/session.ts';

/** Ends the session on the server; the cookie alone would not. */
export async function signOut(): Promise<void> {
  await requireOwnOrigin();
  await (await auth()).api.signOut({ headers: await headers() });
  redirect('/login');
}
