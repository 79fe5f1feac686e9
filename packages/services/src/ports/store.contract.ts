import { describe, expect, it } from 'vitest';
import { describeAlarmJournal } from './alarm-journal.contract.ts';
import { describeAlarmStore } from './alarm-store.contract.ts';
import { describeAlarmWords } from './alarm-words.contract.ts';
import { describeAuditStore } from './audit-store.contract.ts';
import { describeBackupStore } from './backup-store.contract.ts';
import { describeDrills } from './drill.contract.ts';
import type { MakeStore } from './fixture.contract.ts';
import { describeHistoryStore } from './history-store.contract.ts';
import { describeIngestStore } from './ingest-store.contract.ts';
import { describeLeaseStore } from './lease-store.contract.ts';
import { describeLiveStore } from './live-store.contract.ts';
import { describeMaintenanceStore } from './maintenance-store.contract.ts';
import { describeNotifyStore } from './notify-store.contract.ts';
import { describePeopleStore } from './people-store.contract.ts';
import { describePowerStore } from './power-store.contract.ts';
import { describeQuarantineStore } from './quarantine-store.contract.ts';
import { describeRecall } from './recall.contract.ts';
import { describeSiteStore } from './site-store.contract.ts';
import { describeTestStore } from './test-store.contract.ts';
import { describeThermalStore } from './thermal-store.contract.ts';
import { describeWithholdingStore } from './withholding.contract.ts';

/** Every contract of every storage port. An adapter is one when all of this passes. */
export function describeStore(name: string, makeStore: MakeStore): void {
  describe(name, () => {
    describeSiteStore(makeStore);
    describeWithholdingStore(makeStore);
    describeTestStore(makeStore);
    describeIngestStore(makeStore);
    describeRecall(makeStore);
    describeLeaseStore(makeStore);
    describeLiveStore(makeStore);
    describeHistoryStore(makeStore);
    describeMaintenanceStore(makeStore);
    describeAlarmStore(makeStore);
    describeAlarmWords(makeStore);
    describeAlarmJournal(makeStore);
    describeQuarantineStore(makeStore);
    describePowerStore(makeStore);
    describeThermalStore(makeStore);
    describePeopleStore(makeStore);
    describeAuditStore(makeStore);
    describeBackupStore(makeStore);
    describeNotifyStore(makeStore);
    describeDrills(makeStore);

    it('answers nothing after it was closed', async () => {
      const store = await makeStore();
      await store.close();
      await expect(store.site.sites()).rejects.toThrow();
      await expect(store.live.snapshot()).rejects.toThrow();
    });
  });
}
