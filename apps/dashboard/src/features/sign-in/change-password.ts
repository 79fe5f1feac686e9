'use server';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { addressOf } from '../../server/address.ts';
import { readSignedIn, requireOwnOrigin } from '../../server/context.ts';
import { ownPasswordMatches } from '../../server/own-password.ts';
import { signInWithPassword } from '../../server/sign-in-with-password.ts';
import { services } from '../../server/store.ts';
import { type PasswordRefusal, refusePassword } from './password-rules.ts';

const Form = z.object({ current: z.string().max(200), password: z.string().max(1000), repeated: z.string().max(1000) });

export type ChangeState = null | { readonly kind: PasswordRefusal | 'wrongCurrent' | 'failed' };

/** Sets one's own password: the present one is asked, all sessions end, and this browser gets a new one. */
export async function changePassword(_: ChangeState, data: FormData): Promise<ChangeState> {
  await requireOwnOrigin();
  const signedIn = await readSignedIn();
  if (!signedIn) redirect('/login');
  const parsed = Form.safeParse(Object.fromEntries(data));
  if (!parsed.success) return { kind: 'tooLong' };
  const heads = await headers();
  const { store, hashPassword } = services();
  const sites = await store.site.sites();
  const refused = refusePassword(parsed.data, [
    'wachter',
    signedIn.email,
    signedIn.actor.name,
    ...sites.map((site) => site.name),
  ]);
  if (refused) return { kind: refused };
  const { current, password } = parsed.data;
  const matches = await ownPasswordMatches({ userId: signedIn.actor.id, email: signedIn.email, password: current }, heads);
  if (!matches) return { kind: 'wrongCurrent' };
  await store.people.setPassword(signedIn.actor.id, await hashPassword(password), false, {
    actor: signedIn.actor.name,
    action: 'user.change-password',
    objectKind: 'user',
    objectId: signedIn.actor.id,
    source: `web ${addressOf(heads)}`,
  });
  await signInWithPassword({ email: signedIn.email, password }, heads);
  redirect('/');
}
