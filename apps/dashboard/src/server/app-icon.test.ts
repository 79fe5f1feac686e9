import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { appIcon } from './app-icon.ts';

/** Pixel of a PNG of ours: one IDAT, no row filter. */
function pixelsOf(file: Uint8Array, size: number) {
  const bytes = Buffer.from(file);
  const start = bytes.indexOf('IDAT');
  const rows = inflateSync(bytes.subarray(start + 4, start + 4 + bytes.readUInt32BE(start - 4)));
  return (x: number, y: number) => [...rows.subarray(y * (size * 4 + 1) + 1 + x * 4, y * (size * 4 + 1) + 5 + x * 4)];
}

describe('the icon of the installed app', () => {
  it('is a PNG of the size asked for', () => {
    const bytes = Buffer.from(appIcon({ size: 48, isMaskable: false }));
    expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([48, 48]);
  });

  it('has round corners, a dark ground and a light letter', () => {
    const at = pixelsOf(appIcon({ size: 64, isMaskable: false }), 64);
    expect(at(0, 0)[3]).toBe(0);
    expect(at(32, 8)).toEqual([0x1a, 0x20, 0x26, 255]);
    expect(at(22, 47)).toEqual([0xe8, 0xeb, 0xee, 255]);
  });

  it('leaves a maskable one whole to its edges, with the letter where no shape cuts it', () => {
    const at = pixelsOf(appIcon({ size: 64, isMaskable: true }), 64);
    expect(at(0, 0)).toEqual([0x1a, 0x20, 0x26, 255]);
    for (let row = 0; row < 64; row += 1) expect(at(8, row)).toEqual([0x1a, 0x20, 0x26, 255]);
  });
});
