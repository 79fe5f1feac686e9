import { toBase64Url } from '../base64.ts';
import { hexOf } from '../hex.ts';
import type { Crypto } from '../ports/crypto.ts';

/** A bearer secret of 256 random bits; `kind` tells people and secret scanners what it is. */
export const newTokenSecret = (kind: 'api' | 'display', crypto: Crypto): string =>
  `wachter_${kind}_${toBase64Url(crypto.randomBytes(32))}`;

/** What is stored of it: SHA-256, hexadecimal. Enough for 256 random bits; a slow hash is for words that people choose. */
export const hashToken = (secret: string, crypto: Pick<Crypto, 'sha256'>): string =>
  hexOf(crypto.sha256(new TextEncoder().encode(secret)));
