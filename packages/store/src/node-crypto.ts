import { createCipheriv, createDecipheriv, createHash, hkdfSync, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { ok, refuse } from '@wachter/core';
import type { Crypto, SecretSeal } from '@wachter/services/ports/crypto';

const derive = promisify(pbkdf2);

/** The `Crypto` port by Node's own library. */
export const nodeCrypto: Crypto = {
  randomBytes: (size) => new Uint8Array(randomBytes(size)),
  pbkdf2Sha512: async (password, salt, iterations, length) =>
    new Uint8Array(await derive(password, salt, iterations, length, 'sha512')),
  sha256: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
  sameBytes: (a, b) => a.length === b.length && timingSafeEqual(a, b),
};

const ivBytes = 12;
const tagBytes = 16;
const leastKeyCharacters = 32;

/**
 * The `SecretSeal` port: AES-256-GCM under a key derived from `keyText` (RFC 5869). A sealed text is `v1.<key>.<base64url>`, where `<key>` is a
 * fingerprint that tells a lost key from damage. Throws when `keyText` has fewer than 32 characters.
 */
export function createSeal(keyText: string): SecretSeal {
  if (keyText.length < leastKeyCharacters)
    throw new Error(`The key of the secrets has fewer than ${leastKeyCharacters} characters.`);
  const derived = (use: string, size: number) => Buffer.from(hkdfSync('sha256', keyText, '', `wachter ${use} v1`, size));
  const key = derived('secrets', 32);
  const head = `v1.${derived('fingerprint of the key of the secrets', 6).toString('base64url')}.`;
  return {
    seal: (secret, purpose) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return head + body.toString('base64url');
    },
    open: (sealed, purpose) => {
      if (!sealed.startsWith(head)) return refuse({ kind: /^v1\.[\w-]{8}\./.test(sealed) ? 'other-key' : 'damaged' });
      const body = Buffer.from(sealed.slice(head.length), 'base64url');
      // The last letter has bits that say nothing: changed ones are damage, too.
      const isWhole = body.toString('base64url') === sealed.slice(head.length);
      if (!isWhole || body.length < ivBytes + tagBytes) return refuse({ kind: 'damaged' });
      const opener = createDecipheriv('aes-256-gcm', key, body.subarray(0, ivBytes), { authTagLength: tagBytes })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(body.subarray(-tagBytes));
      try {
        const open = Buffer.concat([opener.update(body.subarray(ivBytes, -tagBytes)), opener.final()]);
        return ok(open.toString('utf8'));
      } catch {
        return refuse({ kind: 'damaged' });
      }
    },
  };
}

/** The seal with the key in this file. Throws when it is missing, too short, or can be read by others. */
export function sealFromFile(file: string): SecretSeal {
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw new Error(`${file} can be read by others: chmod 600 it.`);
  return createSeal(readFileSync(file, 'utf8').trim());
}
