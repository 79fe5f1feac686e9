'use server';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { ownOrigins } from '../../server/context.ts';
import { guardOrigin } from '../../server/guard-origin.ts';
import { signInWithPassword } from '../../server/sign-in-with-password.ts';
import { isOwnPath } from './own-path.ts';

const Form = z.object({ email: z.string().max(254), password: z.string().max(128), to: z.string().max(500).optional() });

export type SignInState =
  | null
  | { readonly kind: 'wrong' | 'failed'; readonly email: string }
  | { readonly kind: 'slow-down'; readonly seconds: number; readonly email: string }
  | { readonly kind: 'refused'; readonly origin: string; readonly email: string };

/** Works without scripts: an ordinary form. Comes back only with a refusal. */
export async function signIn(_: SignInState, data: FormData): Promise<SignInState> {
  const parsed = Form.safeParse(Object.fromEntries(data));
  if (!parsed.success) return { kind: 'wrong', email: '' };
  const { email, password, to } = parsed.data;
  const heads = await headers();
  const own = guardOrigin('POST', heads, ownOrigins());
  if (!own.ok) return { kind: 'refused', origin: ownOrigins()[0] ?? '', email };
  const outcome = await signInWithPassword({ email, password }, heads);
  if (outcome.kind === 'signed-in') redirect(outcome.mustChangePassword ? '/change-password' : isOwnPath(to) ? to : '/');
  return outcome.kind === 'slow-down' ? { ...outcome, email } : { kind: outcome.kind, email };
}
