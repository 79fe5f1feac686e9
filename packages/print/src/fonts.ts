import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The scripts that Inter is cut into, in the order in which a letter is looked for. */
const scripts = ['latin', 'latin-ext', 'greek', 'cyrillic', 'vietnamese'] as const;
type Script = (typeof scripts)[number];
export type Weight = 'regular' | 'strong';
const weights: Readonly<Record<Weight, number>> = { regular: 400, strong: 600 };

/** One font file that is embedded when a letter of it is printed. */
export interface FontFile {
  readonly name: string;
  readonly weight: Weight;
  readonly bytes: Buffer;
}

let loaded: readonly FontFile[] | null = null;

/**
 * Inter from the installed package, read once. Looked up from the folder the process works in: inside a bundle our own place says nothing. Throws
 * where the package is not installed.
 */
export function fontFiles(): readonly FontFile[] {
  loaded ??= load();
  return loaded;
}

function load(): readonly FontFile[] {
  const find = createRequire(path.join(process.cwd(), 'package.json'));
  const folder = path.join(path.dirname(find.resolve('@fontsource/inter/package.json')), 'files');
  const file = (script: Script, weight: Weight): FontFile => ({
    name: `${script}-${weight}`,
    weight,
    bytes: readFileSync(path.join(folder, `inter-${script}-${weights[weight]}-normal.woff`)),
  });
  return scripts.flatMap((script) => [file(script, 'regular'), file(script, 'strong')]);
}
