import { describeStore } from '@wachter/services/ports/store.contract';
import { createTestDatabase, type TestDatabase } from '@wachter/tooling/test-database';
import { afterAll, inject } from 'vitest';
import { silentLog } from '../src/log.ts';
import { openStore } from '../src/prisma/open-store.ts';

const databases: TestDatabase[] = [];
afterAll(async () => {
  for (const database of databases) await database.drop();
});

const where = inject('databaseServer').isExternal ? 'an external PostgreSQL' : 'the embedded PostgreSQL';

describeStore(`the store on ${where}`, async () => {
  const database = await createTestDatabase();
  databases.push(database);
  return openStore({ url: database.url, applicationName: 'contract', poolSize: 4, statementTimeoutMs: 20_000, log: silentLog });
});
