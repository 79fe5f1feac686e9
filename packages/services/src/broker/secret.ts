import { fromBase64, toBase64, toBase64Url } from '../base64.ts';
import type { Crypto } from '../ports/crypto.ts';

/** Mosquitto's own number of rounds (`PW_DEFAULT_ITERATIONS`). Few, and enough here: the secrets are 192 random bits, not words. */
const iterations = 101;
const saltBytes = 12;
const hashBytes = 64;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A new device secret: 24 random bytes, base64url. Shown once, stored nowhere. */
export const newSecret = (crypto: Crypto): string => toBase64Url(crypto.randomBytes(24));

/** PBKDF2-SHA512 as `mosquitto_passwd` writes it: `$7$<iterations>$<salt>$<hash>`, both in base64. */
export async function hashSecret(secret: string, crypto: Crypto): Promise<string> {
  const salt = crypto.randomBytes(saltBytes);
  const hash = await crypto.pbkdf2Sha512(bytesOf(secret), salt, iterations, hashBytes);
  return `$7$${iterations}$${toBase64(salt)}$${toBase64(hash)}`;
}

/** Does the secret belong to the hash? A hash of another form, or with an absurd number of rounds, matches nothing. */
export async function verifySecret(secret: string, hash: string, crypto: Crypto): Promise<boolean> {
  const [empty, kind, rounds, salt, digest, ...rest] = hash.split('$');
  if (empty !== '' || kind !== '7' || !rounds || !salt || !digest || rest.length > 0) return false;
  const count = /^\d{1,7}$/.test(rounds) ? Number(rounds) : 0;
  const saltGiven = fromBase64(salt);
  const expected = fromBase64(digest);
  if (count < 1 || !saltGiven || expected?.length !== hashBytes) return false;
  return crypto.sameBytes(await crypto.pbkdf2Sha512(bytesOf(secret), saltGiven, count, hashBytes), expected);
}
