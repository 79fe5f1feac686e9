import type { SiteStore } from '@wachter/services';
import type { Orm } from '../connect/prisma-client.ts';
import { siteReads } from './site-reads.ts';

/** Changes of the site model queue for this lock, so that what a verb looked at is still so when it commits. Readers do not wait. */
const oneAtATime = 72_707_370n;

export const siteStore = (orm: Orm): SiteStore => ({
  ...siteReads((work) => orm.read('reading the site model', work)),
  transaction: (work) =>
    orm.transaction('changing the site model', async (tx) => {
      const { siteWrites } = await import('./site-writes.ts');
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${oneAtATime})`;
      const value = await work({ ...siteReads((read) => read(tx)), ...siteWrites(tx) });
      await tx.directoryRevision.updateMany({ data: { revision: { increment: 1 } } });
      return value;
    }),
});
