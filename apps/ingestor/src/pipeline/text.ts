const EXCERPT_BYTES = 1_000;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The beginning of a payload as text, hexadecimal where it is not UTF-8 text. */
export function excerptOf(payload: Uint8Array): string {
  const head = payload.length > EXCERPT_BYTES ? payload.subarray(0, EXCERPT_BYTES) : payload;
  try {
    const text = utf8.decode(head, { stream: payload.length > EXCERPT_BYTES });
    utf8.decode();
    if (!text.includes('\u0000')) return text;
  } catch {
    // Not text.
  }
  return Buffer.from(head.subarray(0, EXCERPT_BYTES / 2)).toString('hex');
}

/** A text that a person can read and every store accepts: no control characters, no half surrogates, at most `most` characters. */
export const plainText = (text: string, most: number): string => text.slice(0, most).replace(/[\p{Cc}\p{Cs}]/gu, ' ');
