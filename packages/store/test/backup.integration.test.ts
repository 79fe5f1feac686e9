import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { baseFolder, basesIn, isWalName, walIn } from '../src/embedded/backup/backup-place.ts';
import { type Backups, openBackups, restoreDataFolder } from '../src/embedded/backup/backups.ts';
import { backupKey } from '../src/embedded/backup/sealed-file.ts';
import { removeEmbeddedPostgres } from '../src/embedded/remove-embedded-postgres.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/embedded/start-embedded-postgres.ts';
import { silentLog } from '../src/log.ts';
import { migrate } from '../src/prisma/migrate.ts';

const key = backupKey('a key of backups that is long enough');
let root: string;
let dataFolder: string;
let server: EmbeddedPostgres;
let backups: Backups;
const place = (name: string) => ({ folder: path.join(root, name) });

const start = (folder: string) =>
  startEmbeddedPostgres({
    dataDir: path.join(folder, 'postgres'),
    log: silentLog,
    isArchiving: true,
    settings: { fsync: 'off' },
  });

beforeAll(async () => {
  root = mkdtempSync(path.join(os.tmpdir(), 'wachter-backup-'));
  chmodSync(root, 0o711);
  dataFolder = path.join(root, 'data');
  mkdirSync(path.join(dataFolder, 'secrets'), { recursive: true, mode: 0o711 });
  writeFileSync(path.join(dataFolder, 'secrets/secret.key'), 'the key of channels');
  writeFileSync(path.join(dataFolder, 'secrets/backup.key'), 'not in a backup');
  server = await start(dataFolder);
  await migrate(server.url);
  backups = openBackups({ dataFolder, places: [place('one'), place('two')], key, now: () => Date.now() });
});
afterAll(async () => {
  await server.stop();
  for (const folder of readdirSync(root)) {
    const postgres = path.join(root, folder, 'postgres');
    if (existsSync(postgres)) removeEmbeddedPostgres(postgres);
  }
  rmSync(root, { recursive: true, force: true });
});

async function query(url: string, text: string, values: readonly unknown[] = []) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

const addSite = (slug: string, at = server) =>
  query(at.url, 'INSERT INTO site (id, slug, name, time_zone) VALUES ($1, $2, $2, $3)', [randomUUID(), slug, 'Europe/Amsterdam']);
/** Where the first server puts what it archives. */
function walOut(): string {
  const location = path.join(dataFolder, 'postgres/location');
  return path.join(
    existsSync(location) ? readFileSync(location, 'utf8').trim() : path.join(dataFolder, 'postgres/cluster'),
    'wal-out',
  );
}

const namesIn = async (url: string) => (await query(url, 'SELECT slug FROM site ORDER BY slug')).map(({ slug }) => slug);
/** Has the server hand on what it wrote so far, as it does by itself within a minute. */
async function archived({ adminUrl } = server): Promise<void> {
  const [row] = await query(adminUrl, 'SELECT pg_walfile_name(pg_switch_wal()) AS name');
  for (;;) {
    const [found] = await query(adminUrl, 'SELECT last_archived_wal >= $1 AS done FROM pg_stat_archiver', [row?.name]);
    if (found?.done) return;
  }
}

test('a backup and the WAL after it are a database, verified in a server of its own, in every place', async () => {
  await addSite('before');
  const base = await backups.takeBase();
  expect(base.places).toEqual([place('one').folder, place('two').folder]);
  await addSite('after');
  await archived();
  expect(await backups.moveWal()).toMatchObject({ waiting: 0, problems: new Map() });
  expect(await walIn(place('two'))).toEqual(await walIn(place('one')));
  const seen = await backups.verify(place('two'), namesIn);
  expect(seen).toMatchObject({ id: base.id, found: ['after', 'before'], rows: { site: 2, reading: 0 }, newestReadingAt: null });
  expect(readdirSync(path.join(dataFolder, 'backup-scratch'))).toEqual(['restore.log']);
});

test('an empty machine becomes the product again out of one place, with its secrets, up to a moment that is named', async () => {
  const [row] = await query(server.url, 'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS at');
  await addSite('too late');
  await archived();
  await backups.moveWal();
  const [manifest] = await basesIn(place('one'));
  if (!manifest) throw new Error('no backup');
  const restored = path.join(root, 'new');
  await restoreDataFolder({ place: place('one'), manifest, key, dataFolder: restored, until: Math.floor(Number(row?.at)) });
  expect(readFileSync(path.join(restored, 'secrets/secret.key'), 'utf8')).toBe('the key of channels');
  expect(existsSync(path.join(restored, 'secrets/backup.key'))).toBe(false);
  const again = await start(restored);
  expect(await namesIn(again.url)).toEqual(['after', 'before']);
  await again.stop();
  await expect(restoreDataFolder({ place: place('one'), manifest, key, dataFolder: restored, until: null })).rejects.toThrow(
    'is there already',
  );
});

test('what was restored goes on beside what it came from: neither writes over the other in the same place', async () => {
  const [manifest] = await basesIn(place('one'));
  if (!manifest) throw new Error('no backup');
  const before = await walIn(place('one'));
  const restored = path.join(root, 'second life');
  await restoreDataFolder({ place: place('one'), manifest, key, dataFolder: restored, until: null });
  const second = await start(restored);
  expect(await query(second.url, 'SELECT pg_is_in_recovery() AS busy')).toEqual([{ busy: false }]);
  await addSite('of the second life', second);
  await archived(second);
  await addSite('of the first life');
  await archived();
  const own = openBackups({ dataFolder: restored, places: [place('one')], key, now: () => Date.now() });
  await own.takeBase();
  expect(await own.moveWal()).toMatchObject({ waiting: 0, problems: new Map() });
  await backups.moveWal();
  expect((await walIn(place('one'))).filter((name) => before.includes(name))).toEqual(before);
  expect((await own.verify(place('one'), namesIn)).found).toContain('of the second life');
  const third = path.join(root, 'third life');
  await restoreDataFolder({ place: place('one'), manifest, key, dataFolder: third, until: null });
  const again = await start(third);
  const [row] = await query(again.url, 'SELECT timeline_id AS line FROM pg_control_checkpoint()');
  expect(row?.line).toBeGreaterThan(2);
  expect(await namesIn(again.url)).toContain('of the first life');
  await again.stop();
  await second.stop();
});

test('a log file of somebody else under the same name is not taken for ours', async () => {
  await addSite('not lost');
  await archived();
  const stranger = { folder: path.join(root, 'stranger') };
  const [name] = readdirSync(walOut()).filter(isWalName).toSorted();
  mkdirSync(path.join(stranger.folder, 'wal'), { recursive: true });
  writeFileSync(path.join(stranger.folder, 'wal', `${name}.sealed`), 'another one');
  const other = openBackups({ dataFolder, places: [stranger], key, now: () => Date.now() });
  const told = await other.moveWal();
  expect(told.problems.get(stranger.folder)).toContain('another log file');
  expect(told.waiting).toBeGreaterThan(0);
  expect(readdirSync(walOut())).toContain(name);
  await backups.moveWal();
  expect(readdirSync(walOut())).toEqual([]);
});

test('a place that is away gets what it missed when it is back, and the others go on', async () => {
  const away = { folder: path.join(root, 'away') };
  writeFileSync(away.folder, 'a file where the folder of the disk would be');
  const both = openBackups({ dataFolder, places: [place('one'), away], key, now: () => Date.now() });
  await addSite('while away');
  await archived();
  const told = await both.moveWal();
  expect(told.waiting).toBeGreaterThan(0);
  expect([...told.problems.keys()]).toEqual([away.folder]);
  expect((await both.takeBase()).problems.has(away.folder)).toBe(true);
  rmSync(away.folder);
  expect(await both.moveWal()).toMatchObject({ waiting: 0 });
  expect((await walIn(away)).length).toBeGreaterThan(0);
  expect(await both.newest(away)).toBeNull();
});

test('one flipped bit, a lost file or another key is found when the backup is verified', async () => {
  const newest = await backups.newest(place('one'));
  if (!newest) throw new Error('no backup');
  const file = path.join(
    baseFolder(place('one'), newest.id),
    'files',
    newest.files.find((name) => name.includes('PG_VERSION')) ?? '',
  );
  const bytes = readFileSync(file);
  const spoiled = Buffer.from(bytes);
  spoiled.writeUInt8(spoiled.readUInt8(20) ^ 1, 20);
  writeFileSync(file, spoiled);
  await expect(backups.verify(place('one'), namesIn)).rejects.toThrow('is damaged');
  rmSync(file);
  await expect(backups.verify(place('one'), namesIn)).rejects.toThrow('is missing');
  writeFileSync(file, bytes);
  const other = openBackups({
    dataFolder,
    places: [place('one')],
    key: backupKey('another key that is long enough, too'),
    now: () => 0,
  });
  await expect(other.verify(place('one'), namesIn)).rejects.toThrow('another key');
  expect(statSync(path.join(baseFolder(place('one'), newest.id), 'manifest.json')).mode & 0o077).toBe(0);
});
