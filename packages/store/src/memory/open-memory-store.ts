import type { Instant } from '@wachter/core';
import type { Store } from '@wachter/services/ports/index';
import { memoryAlarmStore } from './alarms.ts';
import { memoryAuditStore } from './audit.ts';
import { memoryBackupStore } from './backup.ts';
import { createDatabase } from './database.ts';
import { memoryHistoryStore } from './history.ts';
import { memoryIngestStore } from './ingest.ts';
import { memoryLeaseStore } from './lease.ts';
import { memoryLiveStore } from './live.ts';
import { memoryMaintenanceStore } from './maintenance.ts';
import { memoryNotifyStore } from './notify.ts';
import { memoryPeopleStore } from './people.ts';
import { memoryPowerStore } from './power.ts';
import { memoryQuarantineStore } from './quarantine.ts';
import { memorySiteStore } from './site.ts';
import { memoryThermalStore } from './thermal.ts';

/** All storage ports in memory, for tests: small, correct, gone with the process. `now` is the clock of this "database". */
export function openMemoryStore({ now }: { readonly now: () => Instant }): Store {
  const database = createDatabase(now);
  return {
    ingest: memoryIngestStore(database),
    lease: memoryLeaseStore(database),
    live: memoryLiveStore(database),
    history: memoryHistoryStore(database),
    maintenance: memoryMaintenanceStore(database),
    site: memorySiteStore(database),
    alarms: memoryAlarmStore(database),
    quarantine: memoryQuarantineStore(database),
    power: memoryPowerStore(database),
    thermal: memoryThermalStore(database),
    audit: memoryAuditStore(database),
    backups: memoryBackupStore(database),
    people: memoryPeopleStore(database),
    notify: memoryNotifyStore(database),
    close: async () => database.close(),
  };
}
