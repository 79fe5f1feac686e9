import { type RunRecord, recogniseRuns } from '@wachter/core';
import { goodOutage, oneSet, T0, trace } from '@wachter/core/power/trace.scenario';
import { describe, expect, it } from 'vitest';
import { bench, userWith } from '../../test/context.ts';
import { getRun } from './get-run.ts';
import { listRuns } from './list-runs.ts';

const siteId = '0197a000-0000-7000-8000-000000000001';
const observations = trace(goodOutage, { until: 3400, everySeconds: 5 });
const [outage] = recogniseRuns(observations, { supply: oneSet, windows: [] }, T0 + 3_400_000);
const DAY = 86_400_000;
const moved = (by: number): RunRecord => {
  const run = outage ?? expect.fail('no run');
  return { ...run, id: `${run.supply}@${run.startedAt + by}`, startedAt: run.startedAt + by, endedAt: (run.endedAt ?? 0) + by };
};

describe('runs of emergency power', () => {
  it('are listed with a verdict, the newest first, a page at a time', async () => {
    const { context } = bench(userWith('viewer'));
    for (const day of [0, 30, 60]) await context.store.power.keepRun(siteId, moved(day * DAY), T0);
    const first = await listRuns(context, { siteId, limit: 2 });
    expect(first).toMatchObject({ ok: true, value: [{ outcome: 'pass' }, { outcome: 'pass' }] });
    const before = first.ok ? first.value.at(-1)?.run.record.startedAt : undefined;
    expect(await listRuns(context, { siteId, before })).toMatchObject({
      value: [{ run: { record: { startedAt: outage?.startedAt } } }],
    });
  });

  it('are judged by every rule set that fits, with names and all versions', async () => {
    const { context } = bench(userWith('viewer'));
    await context.store.power.keepRun(siteId, { ...moved(0), endedAt: null }, T0);
    await context.store.power.keepRun(siteId, moved(0), T0 + DAY);
    const got = await getRun(context, { siteId, runId: moved(0).id });
    expect(got).toMatchObject({
      ok: true,
      value: {
        run: { version: 2 },
        versions: [
          { version: 1, recordedAt: T0 },
          { version: 2, recordedAt: T0 + DAY },
        ],
        verdicts: [{ ruleSet: 'site-loaded', outcome: 'pass' }, { ruleSet: 'nfpa-110-monthly' }],
      },
    });
  });

  it('refuse what is not there', async () => {
    const { context } = bench(userWith('viewer'));
    expect(await getRun(context, { siteId, runId: 'none' })).toMatchObject({
      ok: false,
      error: { kind: 'not-found', object: 'run' },
    });
  });
});
