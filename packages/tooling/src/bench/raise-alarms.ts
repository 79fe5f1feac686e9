import type { EngineColumns } from '@wachter/core';
import { commandContext, openDatabase } from '../../../../apps/launcher/src/database.ts';

const columns = (at: number): EngineColumns => ({
  ...{ raisedAt: at, recordedAt: at, activatedAt: at, activation: 1, clearedAt: null, level: 'warning', direction: 'high' },
  ...{ value: 27.4, limit: 27, peak: 27.9, isLate: false, withheld: 'none', withheldBy: null, withheldUntil: null },
  ...{ incidentId: null, chatteringSince: null },
});

const atOnce = 500;

/** Raises one alarm of each of so many rules through the store, as the ingestor commits them: a second apart, the last one now. */
export async function raiseAlarms(databaseUrl: string, which: { readonly from: number; readonly to: number }): Promise<void> {
  const store = openDatabase(databaseUrl, 'wachter-bench');
  const { newId } = commandContext(store, 'bench');
  try {
    const rules = (await store.site.rules()).slice(which.from, which.to);
    if (rules.length < which.to - which.from) throw new Error(`the site of the bench has no ${which.to} rules`);
    const lease = await store.lease.acquire('bench', 'bench', 600_000);
    if (!lease.ok) throw new Error('somebody else holds the lease of the bench');
    const nothing = { readings: [], pointStates: [], deviceStates: [], sessions: [], gaps: [], quarantined: [], journal: [] };
    const now = Date.now();
    const alarms = rules.map((rule, index) => ({
      ...{ kind: 'open' as const, id: newId(), siteId: rule.siteId, ruleId: rule.id, pointId: rule.pointId },
      ...{ deviceId: rule.deviceId, priority: rule.priority, isLatching: rule.isLatching },
      columns: columns(now - (rules.length - index) * 1_000),
    }));
    for (let at = 0; at < alarms.length; at += atOnce)
      await store.ingest.commit({ ...nothing, fence: lease.fence, alarms: alarms.slice(at, at + atOnce) });
    await store.lease.release('bench', lease.fence);
  } finally {
    await store.close();
  }
}
