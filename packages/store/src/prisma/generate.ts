import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const generated = fileURLToPath(new URL('./generated/', import.meta.url));
const stamp = path.join(generated, 'made-from');
const prismaPackage = createRequire(import.meta.url).resolve('prisma/package.json');

/** What the generated client depends on: the model and the generator. */
function source(): string {
  const { version } = JSON.parse(readFileSync(prismaPackage, 'utf8')) as { version: string };
  const schema = readFileSync(path.join(root, 'prisma/schema.prisma'));
  return createHash('sha256').update(version).update(schema).digest('hex');
}

export const isClientStale = (): boolean =>
  !existsSync(path.join(generated, 'client.ts')) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== source();

/** Makes the ORM's client again when the model or the generator changed. Takes about a second and no network. True = it was made. */
export async function generateClient(): Promise<boolean> {
  if (!isClientStale()) return false;
  const cli = path.join(path.dirname(prismaPackage), 'build/index.js');
  const child = spawn(process.execPath, [cli, 'generate', '--config', path.join(root, 'prisma/prisma.config.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (bytes: Buffer) => output.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => output.push(bytes));
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`The database client could not be generated:\n${Buffer.concat(output).toString('utf8')}`);
  writeFileSync(stamp, source());
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log((await generateClient()) ? 'The database client was generated.' : 'The database client is up to date.');
}
