import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const passed = new Set([
  'node_modules',
  '.next',
  '.git',
  '.cache',
  '.wachter',
  'generated',
  'test',
  'test-results',
  'coverage',
  'next-env.d.ts',
]);
const isTest = (name: string) => /\.(test|spec|contract|setup|browser|scenario)\.tsx?$/.test(name);

function* filesIn(place: string): Generator<string> {
  if (!existsSync(place)) return;
  if (!statSync(place).isDirectory()) {
    yield place;
    return;
  }
  for (const entry of readdirSync(place, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (passed.has(entry.name) || entry.name.endsWith('.tsbuildinfo') || isTest(entry.name)) continue;
    yield* filesIn(path.join(place, entry.name));
  }
}

/** SHA-256 over names and contents of the files and folders given, relative to `root`; tests and what builds leave behind do not count. */
export function fingerprint(root: string, places: readonly string[], extra = ''): string {
  const hash = createHash('sha256').update(extra);
  for (const place of places) {
    for (const file of filesIn(path.join(root, place))) {
      const bytes = readFileSync(file);
      hash.update(`${path.relative(root, file)}\0${bytes.length}\0`).update(bytes);
    }
  }
  return hash.digest('hex');
}
