import type { Actor } from '../access/actor.ts';
import { hashToken } from '../access/token-secret.ts';
import type { Services } from '../context.ts';

/** Who a bearer secret speaks for; null when it is unknown, expired or revoked. The edge calls this before any verb. */
export async function verifyToken(
  { store, crypto, now }: Pick<Services, 'store' | 'crypto' | 'now'>,
  secret: string,
): Promise<Extract<Actor, { kind: 'token' }> | null> {
  if (!/^wachter_api_[\w-]{43}$/.test(secret)) return null;
  const token = await store.people.tokenByHash(hashToken(secret, crypto), now());
  return token && { kind: 'token', id: token.id, name: token.name, scopes: token.scopes };
}
