import type { EngineColumns, RuleInstance } from '@wachter/core';
import type { Context } from '@wachter/services';
import { T0 } from './context.ts';

const asRaised: EngineColumns = {
  raisedAt: T0,
  recordedAt: T0,
  activatedAt: T0,
  activation: 1,
  clearedAt: null,
  level: 'warning',
  direction: 'high',
  value: 28,
  limit: 27,
  peak: 28,
  isLate: false,
  withheld: 'none',
  withheldBy: null,
  withheldUntil: null,
  incidentId: null,
  chatteringSince: null,
};

/** Occurrences of a rule as the engine would have opened them. Gives their ids in order. */
export async function raise(
  context: Context,
  rule: RuleInstance,
  occurrences: readonly Partial<EngineColumns>[] = [{}],
): Promise<readonly string[]> {
  const lease = await context.store.lease.acquire('ingest', 'test', 60_000);
  if (!lease.ok) throw new Error('no lease');
  const alarms = occurrences.map((columns) => ({
    ...{ kind: 'open' as const, id: context.newId(), siteId: rule.siteId, ruleId: rule.id, pointId: rule.pointId },
    ...{ deviceId: rule.deviceId, priority: rule.priority, isLatching: rule.isLatching, columns: { ...asRaised, ...columns } },
  }));
  const nothing = { readings: [], pointStates: [], deviceStates: [], sessions: [], gaps: [], quarantined: [], journal: [] };
  await context.store.ingest.commit({ ...nothing, fence: lease.fence, alarms });
  await context.store.lease.release('ingest', lease.fence);
  return alarms.map((alarm) => alarm.id);
}
