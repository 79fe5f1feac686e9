import { type RunRecord, recogniseRuns } from '@wachter/core';
import { goodOutage, oneSet, T0, trace } from '@wachter/core/power/trace.scenario';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBench, MINUTE, NOON, SECOND, SITE } from './bench.ts';

const GENSET = '00000000-0000-7000-8000-0000000000a1';
const DAY = 24 * 60 * MINUTE;

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
});
afterEach(() => vi.useRealTimers());

/** A site that asks for a monthly run, due first on `firstDueOn`, and a leading ingestor. */
async function asking(firstDueOn: string) {
  const bench = await createBench();
  const genset = {
    id: GENSET,
    siteId: SITE,
    locationId: null,
    kind: 'genset' as const,
    slug: 'g-1',
    name: 'Genset 1',
    rating: null,
    fedBy: [],
  };
  const entries = [{ equipmentId: GENSET, kind: 'monthly-loaded', firstDueOn, ruleSet: null, needsApproval: false }];
  const put = (version: number, asked: typeof entries) =>
    bench.store.site.transaction(async (tx) => {
      await tx.putEquipment(genset);
      await tx.addTestPlan({ siteId: SITE, version, entries: asked, recordedAt: NOON, recordedBy: 'bench' });
    });
  await put(1, entries);
  await bench.addRule({ type: 'test-overdue', params: { graceSeconds: 0 }, priority: 'medium' });
  bench.start();
  const overdue = async () => (await bench.alarms()).filter(({ direction }) => direction === 'overdue');
  return { bench, put, overdue };
}

const ran = (() => {
  const [run] = recogniseRuns(trace(goodOutage, { until: 3400 }), { supply: oneSet, windows: [] }, T0 + 3_400_000);
  return run ?? expect.fail('no run');
})();

describe('a test of emergency power that is not done in time', () => {
  it('is an alarm of the site from the day after its latest on, and over when a run counts', async () => {
    const { bench, overdue } = await asking('2026-01-05');
    await bench.pass(MINUTE);
    expect(await overdue()).toEqual([]);
    vi.setSystemTime(NOON + DAY);
    await bench.pass(MINUTE);
    expect(await overdue()).toMatchObject([{ siteId: SITE, pointId: null, priority: 'medium', clearedAt: null }]);
    const startedAt = NOON + DAY - 3 * 60 * MINUTE;
    const sets = ran.sets.map((set) => ({ ...set, id: GENSET }));
    const keep = (more: Partial<RunRecord>) => bench.store.power.keepRun(SITE, { ...ran, sets, ...more }, NOON);
    const faint = sets.map((set) => ({ ...set, ratedKw: 9000 }));
    await keep({ id: 'faint', sets: faint, startedAt, endedAt: startedAt + MINUTE });
    await bench.pass(MINUTE);
    expect(await overdue()).toMatchObject([{ clearedAt: null }]);
    await keep({ id: 'good', startedAt: startedAt + 2 * MINUTE, endedAt: startedAt + 30 * MINUTE });
    await bench.pass(MINUTE);
    expect(await overdue()).toMatchObject([{ clearedAt: expect.any(Number) }]);
  });

  it('stays an alarm while storage does not answer, and ends when the plan does not ask for it any more', async () => {
    const { bench, put, overdue } = await asking('2026-01-01');
    await bench.pass(MINUTE);
    expect(await overdue()).toMatchObject([{ clearedAt: null }]);
    const asked = vi.spyOn(bench.store.site, 'testPlans').mockRejectedValue(new Error('away'));
    await bench.pass(MINUTE);
    asked.mockRestore();
    expect(await overdue()).toMatchObject([{ clearedAt: null }]);
    await put(2, []);
    await bench.pass(20 * SECOND);
    expect(await overdue()).toMatchObject([{ clearedAt: expect.any(Number) }]);
  });
});
