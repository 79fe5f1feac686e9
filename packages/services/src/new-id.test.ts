import { nodeCrypto } from '@wachter/store/node-crypto';
import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64, toBase64Url } from './base64.ts';
import { makeNewId } from './new-id.ts';

describe('makeNewId', () => {
  it('makes UUIDs of version 7 that carry their time and sort by it', () => {
    let now = Date.UTC(2026, 0, 1);
    const newId = makeNewId(() => now, nodeCrypto.randomBytes);
    const ids = Array.from({ length: 200 }, () => {
      now += 1;
      return newId();
    });
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ids.toSorted()).toEqual(ids);
    expect(Number.parseInt((ids.at(-1) ?? '').replaceAll('-', '').slice(0, 12), 16)).toBe(now);
  });

  it('does not repeat itself within a millisecond', () => {
    const newId = makeNewId(() => 0, nodeCrypto.randomBytes);
    expect(new Set(Array.from({ length: 1000 }, newId)).size).toBe(1000);
  });
});

describe('base64', () => {
  it('agrees with another implementation on every length', () => {
    for (let size = 0; size < 70; size++) {
      const bytes = nodeCrypto.randomBytes(size);
      const text = Buffer.from(bytes).toString('base64');
      expect(toBase64(bytes)).toBe(text);
      expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64(text)).toEqual(bytes);
    }
  });

  it.each(['a', 'ab=', 'a===', '????', 'ab c', 'aGk=\n'])('does not take %j for base64', (text) => {
    expect(fromBase64(text)).toBeNull();
  });
});
