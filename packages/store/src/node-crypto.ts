import { createHash, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Crypto } from '@wachter/services/ports/crypto';

const derive = promisify(pbkdf2);

/** The `Crypto` port by Node's own library. */
export const nodeCrypto: Crypto = {
  randomBytes: (size) => new Uint8Array(randomBytes(size)),
  pbkdf2Sha512: async (password, salt, iterations, length) =>
    new Uint8Array(await derive(password, salt, iterations, length, 'sha512')),
  sha256: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
  sameBytes: (a, b) => a.length === b.length && timingSafeEqual(a, b),
};
