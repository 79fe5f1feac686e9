import { mkdirSync } from 'node:fs';
import { nodeCrypto } from '@wachter/store/node-crypto';
import pino from 'pino';
import { openDatabase } from '../database.ts';
import { startBroker } from './broker.ts';
import { brokerSettings } from './env.ts';

const settings = brokerSettings();
const log = pino({ level: settings.logLevel, base: { process: 'broker' } });
mkdirSync(settings.folder, { recursive: true, mode: 0o700 });
const store = openDatabase(settings.databaseUrl, 'wachter broker', log);
const broker = await startBroker({
  folder: settings.folder,
  host: settings.host,
  port: settings.port,
  readAccounts: () => store.site.brokerAccounts(),
  crypto: nodeCrypto,
  log,
});
log.info({ port: broker.port }, 'broker listens');

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  log.info({ securityEvents: broker.securityEvents() }, 'broker stops');
  await broker.stop();
  await store.close();
  process.exit(0);
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
