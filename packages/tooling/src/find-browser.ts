import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { chromium } from 'playwright';

export interface Browser {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where it was found, for the log. */
  readonly source: 'environment' | 'playwright' | 'system' | 'npm';
}

/** Flags that keep a test browser quiet and offline; --no-sandbox because tests may run as root. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
  // As a person's browser: no sound before a press, however often this one has played from loopback before.
  '--autoplay-policy=document-user-activation-required',
];

const systemPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium without any download: named by the environment, Playwright's own, the system's, else the one npm brought (Linux x64). */
export async function findBrowser(cacheFolder: string, named = process.env['CHROMIUM_PATH']): Promise<Browser> {
  if (named && existsSync(named)) return { executablePath: named, env: {}, source: 'environment' };
  if (existsSync(chromium.executablePath()))
    return {
      executablePath: chromium.executablePath(),
      env: {},
      source: 'playwright',
    };
  const system = process.env['WACHTER_TEST_NPM_BROWSER'] ? undefined : systemPaths.find((one) => existsSync(one));
  if (system) return { executablePath: system, env: {}, source: 'system' };
  return unpackBrowser(cacheFolder);
}

async function unpackBrowser(cacheFolder: string): Promise<Browser> {
  const require = createRequire(import.meta.url);
  let root = path.dirname(require.resolve('@sparticuz/chromium'));
  while (!existsSync(path.join(root, 'bin/chromium.br'))) root = path.dirname(root);
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const folder = path.join(cacheFolder, version);
  mkdirSync(folder, { recursive: true });
  // The package unpacks to TMPDIR and believes whatever lies there: a versioned folder of our own keeps versions apart.
  process.env['TMPDIR'] = folder;
  const { default: packaged } = await import('@sparticuz/chromium');
  const executablePath = await packaged.executablePath(path.join(root, 'bin'));
  const libraries = path.join(folder, 'lib');
  if (!existsSync(libraries)) {
    const tar = createRequire(path.join(root, 'package.json'))('tar-fs') as {
      extract: (to: string) => NodeJS.WritableStream;
    };
    await pipeline(createReadStream(path.join(root, 'bin/al2023.tar.br')), createBrotliDecompress(), tar.extract(folder));
  }
  const linked = spawnSync('ldd', [executablePath], { encoding: 'utf8' });
  const isMissing = linked.status !== 0 || /not found|too short/.test(`${linked.stdout}${linked.stderr}`);
  return {
    executablePath,
    env: isMissing ? { LD_LIBRARY_PATH: libraries } : {},
    source: 'npm',
  };
}
