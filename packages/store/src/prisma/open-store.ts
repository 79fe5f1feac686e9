import type { Store } from '@wachter/services';
import { alarmStore } from './alarms/alarm-store.ts';
import { auditStore } from './audit/audit-store.ts';
import { backupStore } from './backup/backup-store.ts';
import { openPool, type StoreOptions } from './connect/open-pool.ts';
import { openOrm } from './connect/prisma-client.ts';
import { writerConnection } from './connect/writer-connection.ts';
import { historyStore } from './history/history-store.ts';
import { ingestStore } from './ingest/ingest-store.ts';
import { leaseStore } from './ingest/lease-store.ts';
import { liveStore } from './live/live-store.ts';
import { maintenanceStore } from './maintenance/maintenance-store.ts';
import { notifyStore } from './notify/notify-store.ts';
import { peopleStore } from './people/people-store.ts';
import { powerStore } from './power/power-store.ts';
import { quarantineStore } from './quarantine/quarantine-store.ts';
import { siteStore } from './site/site-store.ts';
import { thermalStore } from './thermal/thermal-store.ts';

/**
 * All storage ports on PostgreSQL 14 or later. Connects when first asked, so a database that is away is an error of the call, not of
 * the opening. Besides the pool it holds one connection for commits and one that listens, each made when first used.
 */
export function openStore(options: StoreOptions): Store {
  const pool = openPool(options);
  const writer = writerConnection(options);
  const orm = openOrm(pool);
  const live = liveStore(pool, options);
  return {
    ingest: ingestStore(pool, writer),
    lease: leaseStore(pool),
    live: live.store,
    history: historyStore(pool),
    maintenance: maintenanceStore(pool),
    site: siteStore(orm),
    alarms: alarmStore(pool),
    quarantine: quarantineStore(pool),
    power: powerStore(pool),
    thermal: thermalStore(pool),
    people: peopleStore(orm),
    audit: auditStore(pool),
    backups: backupStore(pool),
    notify: notifyStore(pool),
    close: async () => {
      await Promise.all([live.close(), writer.close(), orm.close()]);
      await pool.end();
    },
  };
}
