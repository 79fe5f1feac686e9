import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBackups } from '@wachter/store/embedded/backup/backups';
import { backupKey } from '@wachter/store/embedded/backup/sealed-file';
import pino from 'pino';
import { openDatabase } from '../database.ts';
import { backupEnv } from './env.ts';
import { createKeeper } from './keeper.ts';
import { lookInto } from './look-into.ts';

const everyMs = 10_000;

const env = backupEnv();
const log = pino({ level: env.WACHTER_LOG_LEVEL, base: { process: 'backups' } });
const store = openDatabase(readFileSync(env.WACHTER_DATABASE_URL_FILE, 'utf8').trim(), 'wachter backups', log);
const places = env.WACHTER_BACKUP_PLACES.split(path.delimiter).map((folder) => ({ folder }));
const now = () => Date.now();
const backups = openBackups({
  dataFolder: env.WACHTER_DATA_DIR,
  places,
  key: backupKey(readFileSync(env.WACHTER_BACKUP_KEY_FILE, 'utf8').trim()),
  now,
});
const keeper = createKeeper({
  ...{ backups, places, store, now, look: lookInto },
  tell: (what, message) => log.info(what, message),
});

const end = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => end.abort());
log.info({ places: places.map(({ folder }) => folder) }, 'backups are kept');
while (!end.signal.aborted) {
  await keeper.round();
  await sleep(everyMs, undefined, { signal: end.signal }).catch(() => undefined);
}
await store.close();
process.exit(0);
