import { ok, type Result, refuse } from '@wachter/core';

/** The part of the platform's decoder that is used here; this package sees neither DOM nor node types. */
interface Utf8Decoder {
  readonly decode: (bytes: Uint8Array) => string;
}
declare const TextDecoder: new (label: string, options: { readonly fatal: boolean; readonly ignoreBOM: boolean }) => Utf8Decoder;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/** Text of UTF-8 bytes (a leading byte order mark is taken off), or a refusal where they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): Result<string, 'not-utf8'> {
  try {
    return ok(strict.decode(bytes));
  } catch {
    return refuse('not-utf8');
  }
}

const EXCERPT_LENGTH = 200;
/** The common case, without the tables of Unicode. */
const PLAIN = /^[\x20-\x7e]*$/;
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;
const EACH_UNPRINTABLE = /[\p{Cc}\p{Cs}]/gu;

/** No control character (NUL among them) and no half of a surrogate pair: storable and showable as it is. */
export const isPrintable = (text: string): boolean => PLAIN.test(text) || !UNPRINTABLE.test(text);

/** The first 200 characters, with everything unprintable replaced: safe to store and to show. */
export const excerptOf = (text: string): string => text.slice(0, EXCERPT_LENGTH).replace(EACH_UNPRINTABLE, '\uFFFD');

/** An excerpt of bytes that are no text: hexadecimal of the first 100. */
export const excerptOfBytes = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, EXCERPT_LENGTH / 2), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** What an unknown JSON value looks like, in a few words. Never walks into it. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return excerptOf(value);
  if (Array.isArray(value)) return `[array of ${value.length}]`;
  return typeof value === 'object' && value !== null ? '{object}' : String(value);
}
