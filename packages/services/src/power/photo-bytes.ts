import { ok, type Result, refuse } from '@wachter/core';
import { type Invalid, invalid } from '../refusal.ts';

export const MOST_PHOTO_BYTES = 4 * 1024 * 1024;

export interface CleanPhoto {
  readonly mediaType: 'image/jpeg' | 'image/png';
  readonly bytes: Uint8Array;
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean => magic.every((byte, index) => bytes[index] === byte);

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** Segments up to the picture itself, without application data (place, device, previews, profiles but JFIF and Adobe) and comments. Null: not a whole JPEG. */
function cleanJpeg(bytes: Uint8Array): Uint8Array | null {
  const parts = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    if (end > bytes.length || end < at + 4) return null;
    if (marker === 0xda) return joined([...parts, bytes.subarray(at)]);
    const isSaid = (marker >= 0xe1 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;
    if (!isSaid) parts.push(bytes.subarray(at, end));
    at = end;
  }
  return null;
}

const kept: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'pHYs']);

/** The chunks that make the picture, nothing that tells about it. Null: not a whole PNG. */
function cleanPng(bytes: Uint8Array): Uint8Array | null {
  const parts = [bytes.subarray(0, PNG.length)];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = PNG.length; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return null;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (kept.has(type)) parts.push(bytes.subarray(at, end));
    if (type === 'IEND') return joined(parts);
    at = end;
  }
  return null;
}

/** A photograph by its bytes, whatever its name says; JPEG or PNG, without the place and device that a camera wrote into it. */
export function cleanPhoto(bytes: Uint8Array): Result<CleanPhoto, Invalid> {
  if (bytes.length > MOST_PHOTO_BYTES) return refuse(invalid('photo', 'may have 4 MB'));
  const isPng = startsWith(bytes, PNG);
  const isJpeg = startsWith(bytes, [0xff, 0xd8, 0xff]);
  const clean = isPng ? cleanPng(bytes) : isJpeg ? cleanJpeg(bytes) : null;
  if (!clean) return refuse(invalid('photo', 'must be a whole JPEG or PNG'));
  return ok({ mediaType: isPng ? 'image/png' : 'image/jpeg', bytes: clean });
}
