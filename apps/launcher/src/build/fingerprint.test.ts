import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from './fingerprint.ts';
import { isFresh, writeStamp } from './stamp.ts';

let root: string;
const write = (name: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
};
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'wachter-print-'));
  write('app/page.tsx', 'page');
  write('lock.json', '{}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
const print = (extra?: string) => fingerprint(root, ['app', 'lock.json', 'not-there'], extra);

describe('fingerprint', () => {
  it.each([
    ['a changed file', () => write('app/page.tsx', 'other')],
    ['a new file', () => write('app/deep/new.ts', '')],
    [
      'a renamed file',
      () => {
        rmSync(path.join(root, 'app/page.tsx'));
        write('app/other.tsx', 'page');
      },
    ],
    ['another lock file', () => write('lock.json', '{"a":1}')],
  ])('differs after %s', (_, change) => {
    const before = print();
    change();
    expect(print()).not.toBe(before);
  });
  it('differs for another Node', () => expect(print('node 1')).not.toBe(print('node 2')));
  it.each([
    'app/page.test.tsx',
    'app/page.spec.ts',
    'app/test/product.ts',
    'app/.next/BUILD_ID',
    'app/node_modules/x.js',
    'app/a.tsbuildinfo',
  ])('does not count %s', (name) => {
    const before = print();
    write(name, 'x');
    expect(print()).toBe(before);
  });
  it('is fresh only with the stamp of exactly this print', () => {
    const stamp = path.join(root, 'stamp');
    expect(isFresh(stamp, print())).toBe(false);
    writeStamp(stamp, print());
    expect(isFresh(stamp, print())).toBe(true);
    write('app/page.tsx', 'other');
    expect(isFresh(stamp, print())).toBe(false);
  });
});
