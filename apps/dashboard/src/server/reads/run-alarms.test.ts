import type { RunRecord } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { alarmId, api, now } from '../../../test/api-bench.ts';
import { readAlarmsOfRun, readRunOfAlarm } from './run-alarms.ts';

const runOf = (equipment: string, more: Partial<RunRecord> = {}): RunRecord => ({
  ...{ id: 'run-1', supply: 's', startedAt: now - 120_000, endedAt: now, kind: 'outage', reason: 'mains-lost' },
  ...{ mains: {}, switches: {}, sets: [], ups: [], silences: [], faults: [] },
  ...{ switches: { [equipment]: { found: null, marks: [], lastAt: null } } },
  ...more,
});

/** The alarm of the bench is of a point that now measures a switch. */
async function bench() {
  const at = await api(['read:alarms', 'read:readings']);
  const equipment = at.context.newId();
  const point = (await at.context.store.site.point(at.first)) ?? expect.fail('no point');
  await at.context.store.site.transaction(async (tx) => {
    await tx.putEquipment({ id: equipment, siteId: at.siteId, kind: 'ats', slug: 'ats', name: 'Switch', ...rest });
    await tx.putPoint({ ...point, equipmentId: equipment });
  });
  const alarm = (await at.context.store.alarms.list({ limit: 1 }))[0] ?? expect.fail('no alarm');
  return { ...at, equipment, alarm };
}
const rest = { locationId: null, rating: null, fedBy: [] };

describe('alarms of a run', () => {
  it('are those of its equipment in its time, and each leads back to it', async () => {
    const at = await bench();
    const run = (await at.context.store.power.keepRun(at.siteId, runOf(at.equipment), now)) ?? expect.fail('not kept');
    expect((await readAlarmsOfRun(at.context, run)).map(({ id }) => id)).toEqual([alarmId]);
    expect(await readRunOfAlarm(at.context, at.alarm)).toEqual({ siteId: at.siteId, runId: run.runId });
  });

  it('are not those of other equipment, nor of another time', async () => {
    const at = await bench();
    const other = (await at.context.store.power.keepRun(at.siteId, runOf('elsewhere'), now)) ?? expect.fail('not kept');
    expect(await readAlarmsOfRun(at.context, other)).toEqual([]);
    expect(await readRunOfAlarm(at.context, at.alarm)).toBeNull();
    const before = runOf(at.equipment, { id: 'run-0', startedAt: now - 900_000, endedAt: now - 600_000 });
    const earlier = (await at.context.store.power.keepRun(at.siteId, before, now)) ?? expect.fail('not kept');
    expect(await readAlarmsOfRun(at.context, earlier)).toEqual([]);
    expect(await readRunOfAlarm(at.context, at.alarm)).toBeNull();
  });
});
