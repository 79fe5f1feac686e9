import type { AlarmStore } from './alarm-store.ts';
import type { AuditStore } from './audit-store.ts';
import type { BackupStore } from './backup-store.ts';
import type { HistoryStore, MaintenanceStore } from './history-store.ts';
import type { IngestStore, LeaseStore } from './ingest-store.ts';
import type { LiveStore } from './live-store.ts';
import type { NotifyStore } from './notify-store.ts';
import type { PeopleStore } from './people-store.ts';
import type { PowerStore } from './power-store.ts';
import type { QuarantineStore } from './quarantine-store.ts';
import type { SiteStore } from './site-store.ts';
import type { ThermalStore } from './thermal-store.ts';

/** All storage ports of one database. `close` ends connections; calls after it throw. */
export interface Store {
  readonly ingest: IngestStore;
  readonly lease: LeaseStore;
  readonly live: LiveStore;
  readonly history: HistoryStore;
  readonly maintenance: MaintenanceStore;
  readonly site: SiteStore;
  readonly alarms: AlarmStore;
  readonly quarantine: QuarantineStore;
  readonly power: PowerStore;
  readonly thermal: ThermalStore;
  readonly people: PeopleStore;
  readonly audit: AuditStore;
  readonly backups: BackupStore;
  readonly notify: NotifyStore;
  readonly close: () => Promise<void>;
}
