// The broker in a process of its own, with accounts from a file: what a test may kill. Arguments: folder, accounts file, port.
import { readFileSync } from 'node:fs';
import type { BrokerAccount } from '@wachter/services/ports/site-store';
import { nodeCrypto } from '@wachter/store/node-crypto';
import { startBroker } from '../src/broker/broker.ts';

const [folder = '', accountsFile = '', port = '0'] = process.argv.slice(2);
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const broker = await startBroker({
  folder,
  host: '127.0.0.1',
  port: Number(port),
  readAccounts: async () => JSON.parse(readFileSync(accountsFile, 'utf8')) as readonly BrokerAccount[],
  crypto: nodeCrypto,
  log: quiet,
});
console.log(`listening ${broker.port}`);
