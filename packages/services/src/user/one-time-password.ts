import type { Crypto } from '../ports/crypto.ts';

/** Crockford's base 32 without letters that are read as others: made to be typed from a screen or a sheet of paper. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz';

/** Twenty letters of five random bits in groups of four: 100 bits. Must be changed at first login. */
export function oneTimePassword(crypto: Crypto): string {
  const word = Array.from(crypto.randomBytes(20), (byte) => letters[byte & 31]).join('');
  return word.replace(/(.{4})(?=.)/g, '$1-');
}
