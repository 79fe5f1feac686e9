import type { Actor } from '../access/actor.ts';
import { hashToken } from '../access/token-secret.ts';
import type { Services } from '../context.ts';
import type { Display } from '../ports/people-store.ts';

/** Which screen a secret belongs to, and the actor it is; null when unknown or revoked. Records the contact. */
export async function verifyDisplay(
  { store, crypto, now }: Pick<Services, 'store' | 'crypto' | 'now'>,
  secret: string,
): Promise<{ readonly display: Display; readonly actor: Extract<Actor, { kind: 'display' }> } | null> {
  if (!/^wachter_display_[\w-]{43}$/.test(secret)) return null;
  const display = await store.people.displayByTokenHash(hashToken(secret, crypto), now());
  return display && { display, actor: { kind: 'display', id: display.id, siteId: display.siteId } };
}
