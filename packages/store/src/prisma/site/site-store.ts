import type { SiteStore } from '@wachter/services';
import { locks } from '../connect/locks.ts';
import type { Orm } from '../connect/prisma-client.ts';
import { siteReads } from './site-reads.ts';

export const siteStore = (orm: Orm): SiteStore => ({
  ...siteReads((work) => orm.read('reading the site model', work)),
  transaction: (work) =>
    orm.transaction('changing the site model', async (tx) => {
      const { siteWrites } = await import('./site-writes.ts');
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${locks.siteModel}::bigint)`;
      const value = await work({ ...siteReads((read) => read(tx)), ...siteWrites(tx) });
      await tx.directoryRevision.updateMany({ data: { revision: { increment: 1 } } });
      return value;
    }),
});
