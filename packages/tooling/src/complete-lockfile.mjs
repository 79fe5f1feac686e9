// Adds the lock entries of other platforms that the registry in use did not offer while the lock was made.
// `npm ci` refuses a lock that leaves out an optional dependency, although it would never install it here.
// Run after `npm i --package-lock-only`: node packages/tooling/src/complete-lockfile.mjs
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../../../package-lock.json', import.meta.url);
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32', 'arm'];

/** Platform of a native package, read from its name; an unknown name is an error, never a guess. */
function platformOf(name) {
  const words = name.split('/').at(-1).replace('windows', 'win32').replace('linuxmusl', 'linux-musl').split(/[-_]/);
  const os = systems.find((one) => words.includes(one));
  const cpu = processors.find((one) => words.some((word) => word === one || (one === 'arm' && /^arm(v\d|eabi|hf)?/.test(word))));
  if (words.includes('wasm32')) return { cpu: ['wasm32'] };
  if (words.includes('wasm') || words.at(-1) === 'wasi') return { cpu: ['wasm32'] };
  if (words.includes('universal')) return { os: [os] };
  if (!os || !cpu) return null;
  const libc = words.some((word) => word.startsWith('musl')) ? { libc: ['musl'] } : {};
  return { os: [os], cpu: [cpu], ...libc };
}

/** Where npm looks a dependency up: from the package outwards, as Node does. */
function resolves(packages, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true;
    if (!at) return false;
  }
}

const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = [];
for (const [path, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (resolves(lock.packages, path, name)) continue;
    const platform = platformOf(name);
    if (!platform || !/^\d/.test(version)) {
      console.error(`left alone: ${name}@${version} of ${path}`);
      continue;
    }
    lock.packages[`node_modules/${name}`] = {
      version,
      ...platform,
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
    };
    added.push(name);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added.length} entries added`);
