import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkSpace, openDataFolder } from './data-folder.ts';

let base: string;
let folder: string;
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'wachter-data-'));
  folder = path.join(base, 'data');
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const mode = (file: string) => statSync(file).mode & 0o777;

describe('openDataFolder', () => {
  it('makes a folder for us alone, and opens it again', () => {
    const first = openDataFolder(folder, false);
    expect([mode(folder), mode(first.secrets), mode(first.logs)]).toEqual([0o700, 0o700, 0o700]);
    expect(openDataFolder(folder, false)).toEqual(first);
  });
  it('lets the database account pass through, and read nothing, when root starts it', () => {
    openDataFolder(folder, true);
    expect(mode(folder)).toBe(0o711);
  });
  it('refuses a file', () => {
    writeFileSync(folder, '');
    expect(() => openDataFolder(folder, false)).toThrow(/is a file, not a folder/);
  });
  it('refuses a folder with things of others in it', () => {
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'thesis.doc'), '');
    expect(() => openDataFolder(folder, false)).toThrow(/holds other things \(thesis\.doc\).*WACHTER_DATA_DIR/);
  });
  it.each([
    ['damaged', '{"form', /is damaged.*Restore/],
    ['of a newer release', '{"format":99}', /newer Wachter/],
  ])('refuses one that is %s', (_, marker, sentence) => {
    openDataFolder(folder, false);
    writeFileSync(path.join(folder, 'wachter.json'), marker);
    expect(() => openDataFolder(folder, false)).toThrow(sentence);
  });
});

describe('checkSpace', () => {
  it('refuses a disk that is nearly full, with the remedy', () => {
    expect(() => checkSpace('/data', 12)).toThrow(/has 12 MB free and Wachter needs at least 300 MB. Free some space/);
    expect(() => checkSpace('/data', 300)).not.toThrow();
  });
});
