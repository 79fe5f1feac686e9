import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeal, sealFromFile } from './node-crypto.ts';

const seal = createSeal('k'.repeat(43));

describe('sealed secrets', () => {
  it('are opened again for the purpose they were sealed for, and never look the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (secret, purpose) => {
        const sealed = seal.seal(secret, purpose);
        expect(seal.open(sealed, purpose)).toEqual({ ok: true, value: secret });
        expect(seal.seal(secret, purpose)).not.toBe(sealed);
        expect(seal.open(sealed, `${purpose}x`)).toEqual({ ok: false, error: { kind: 'damaged' } });
      }),
      { numRuns: 50 },
    );
  });

  it('show nothing of the secret', () => {
    expect(seal.seal('hunter2', 'channel/1/password')).toMatch(/^v1\.[\w-]{8}\.[\w-]+$/);
    expect(Buffer.from(seal.seal('hunter2', 'p').split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain('hunter2');
  });

  it('tell another key from damage', () => {
    const sealed = seal.seal('hunter2', 'p');
    expect(createSeal('j'.repeat(43)).open(sealed, 'p')).toEqual({ ok: false, error: { kind: 'other-key' } });
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
      expect(seal.open(changed, 'p').ok, `character ${at}`).toBe(false);
    }
    for (const wrong of ['', 'hunter2', 'v1..', sealed.slice(0, 20), 'v2.AAAAAAAA.AAAA'])
      expect(seal.open(wrong, 'p').ok, wrong).toBe(false);
  });

  it('refuse a key that is short, missing or open to others', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'wachter-seal-'));
    try {
      const file = path.join(folder, 'secret.key');
      expect(() => sealFromFile(file)).toThrow('ENOENT');
      writeFileSync(file, 'short', { mode: 0o600 });
      expect(() => sealFromFile(file)).toThrow('fewer than 32');
      writeFileSync(file, `${'k'.repeat(43)}\n`);
      expect(sealFromFile(file).open(seal.seal('x', 'p'), 'p')).toEqual({ ok: true, value: 'x' });
      if (process.platform === 'win32') return;
      chmodSync(file, 0o644);
      expect(() => sealFromFile(file)).toThrow('chmod 600');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
