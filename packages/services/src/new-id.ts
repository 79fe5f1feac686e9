import type { Instant } from '@wachter/core';
import { hexOf } from './hex.ts';

/** Maker of UUIDv7 (RFC 9562, 5.7): 48 bits of milliseconds, version, then 74 random bits. Ids of different milliseconds sort by time. */
export function makeNewId(now: () => Instant, randomBytes: (size: number) => Uint8Array): () => string {
  return () => {
    const time = Math.trunc(now()).toString(16).padStart(12, '0');
    const random = randomBytes(10);
    random[0] = ((random[0] ?? 0) & 0x0f) | 0x70;
    random[2] = ((random[2] ?? 0) & 0x3f) | 0x80;
    const tail = hexOf(random);
    return `${time.slice(0, 8)}-${time.slice(8)}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8)}`;
  };
}
