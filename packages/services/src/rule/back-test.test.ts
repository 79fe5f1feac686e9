import { GOOD, type Reading } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { bench, refusal, T0, userWith, value } from '../../test/context.ts';
import type { Context } from '../context.ts';
import { importSite } from '../site/import.ts';
import { addRule } from './add.ts';
import { backTestRule } from './back-test.ts';
import { listRules } from './list.ts';
import { proposeTuning } from './propose-tuning.ts';

const text = `version: 1
site: { slug: lab, name: Lab, timeZone: Europe/Amsterdam }
devices: [ { id: env-1, dialect: native, name: Sensor } ]
points:
  - { tag: temp, name: T, device: env-1, channel: t, quantity: inlet-temperature }
  - { tag: dew, name: D, device: env-1, channel: d, quantity: dew-point }
`;
const minute = 60_000;

async function lab(params: unknown = { high: { warning: 27 }, hysteresis: 0.5 }) {
  const { context, as } = bench();
  value(await importSite(context, { text }));
  const [point, dew] = [await context.store.site.pointByTag('temp'), await context.store.site.pointByTag('dew')];
  if (!point || !dew) throw new Error('no point');
  const { rule } = value(await addRule(context, { type: 'limit', pointId: point.id, params: params as never, priority: 'high' }));
  return { context, as, point, dew, rule };
}

/** Values every `stepMs` from `startAt`, stored as the ingestor would. */
async function store(
  context: Context,
  pointId: number,
  { startAt, stepMs }: { startAt: number; stepMs: number },
  values: readonly number[],
) {
  const lease = await context.store.lease.acquire(context.newId(), 'test', 60_000);
  if (!lease.ok) throw new Error('no lease');
  const readings = values.map((one, n): Reading => {
    const at = startAt + n * stepMs;
    return { pointId, value: one, quality: GOOD, observedAt: at, receivedAt: at + 100 };
  });
  const nothing = { alarms: [], pointStates: [], deviceStates: [], sessions: [], gaps: [], quarantined: [], journal: [] };
  await context.store.ingest.commit({ ...nothing, fence: lease.fence, readings });
}

const from = T0 - 60 * minute;
const range = { from, to: T0 };

describe('backTestRule', () => {
  it('lays the draft beside the present rule, with what it would miss', async () => {
    const { context, as, point, rule } = await lab();
    const values = [22, 28, 22, 29, 29, 29, 29, 29, 29, 29, 22, 26, 26, 22];
    await store(context, point.id, { startAt: from, stepMs: minute }, values);
    const draft = { type: 'limit', params: { high: { warning: 29.5 } } };
    const asked = { pointId: point.id, ruleId: rule.id, draft, ...range };
    const told = value(await backTestRule(as(userWith('technician')), asked));
    expect(told).toMatchObject({
      readings: values.length,
      now: { count: 2, longestSeconds: 420, totalSeconds: 480 },
      draft: { count: 0, alarms: [] },
      missed: [{ raisedAt: from + 3 * minute, clearedAt: from + 10 * minute }],
      addedCount: 0,
    });
    const lower = { ...asked, draft: { type: 'limit', params: { high: { warning: 25 } } } };
    expect(value(await backTestRule(context, lower))).toMatchObject({ draft: { count: 3 }, missedCount: 0, addedCount: 1 });
    expect(await context.store.site.rules({ pointId: point.id })).toContainEqual(rule);
  });

  it('reads the other points that a rule names', async () => {
    const { context, point, dew } = await lab();
    await store(context, point.id, { startAt: from, stepMs: minute }, [20, 20, 20, 20]);
    await store(context, dew.id, { startAt: from + 1000, stepMs: minute }, [10, 19, 10, 10]);
    const params = { dewPoint: 'dew', warning: 3, critical: 1.5, hysteresis: 0, dwellSeconds: 0, holdOffSeconds: 0 };
    const told = value(await backTestRule(context, { pointId: point.id, draft: { type: 'condensation', params }, ...range }));
    expect(told).toMatchObject({ readings: 8, now: null, draft: { count: 1, critical: 1 } });
    expect(told.draft.alarms[0]).toMatchObject({ raisedAt: from + minute + 1000, clearedAt: from + 2 * minute + 1000 });
  });

  it('tries an expression over several points', async () => {
    const { context, point, dew } = await lab();
    await store(context, point.id, { startAt: from, stepMs: minute }, [20, 20, 20, 20]);
    await store(context, dew.id, { startAt: from + 1000, stepMs: minute }, [10, 19, 10, 10]);
    const draft = { type: 'expression', params: { expression: 'value - air < 3', inputs: { air: 'dew' } } };
    const told = value(await backTestRule(context, { pointId: point.id, draft, ...range }));
    expect(told).toMatchObject({ readings: 8, draft: { count: 1 } });
    expect(told.draft.alarms[0]).toMatchObject({ raisedAt: from + minute + 1000, clearedAt: from + 2 * minute + 1000 });
  });

  it('takes what began before the period for the memory only', async () => {
    const { context, point } = await lab();
    await store(context, point.id, { startAt: from - 2 * minute, stepMs: minute }, [29, 22, 22]);
    const draft = { type: 'limit', params: { high: { warning: 27 }, dwellSeconds: 0, holdOffSeconds: 300 } };
    expect(value(await backTestRule(context, { pointId: point.id, draft, ...range })).draft.count).toBe(1);
    const brief = { type: 'limit', params: { high: { warning: 27 } } };
    expect(value(await backTestRule(context, { pointId: point.id, draft: brief, ...range })).draft.count).toBe(0);
  });

  it.each([
    ['a type that nobody knows', { type: 'mood', params: {} }, 'unknown-rule-type'],
    ['parameters that the type refuses', { type: 'limit', params: {} }, 'invalid'],
    ['a rule of devices', { type: 'device-offline', params: { afterSeconds: 60 } }, 'watches-something-else'],
  ])('refuses %s', async (_, draft, kind) => {
    const { context, point } = await lab();
    expect(refusal(await backTestRule(context, { pointId: point.id, draft, ...range })).kind).toBe(kind);
  });

  it('refuses a rule of another point, and more than ninety days', async () => {
    const { context, point, dew, rule } = await lab();
    const draft = { type: 'limit', params: { high: { warning: 27 } } };
    expect(refusal(await backTestRule(context, { pointId: dew.id, ruleId: rule.id, draft, ...range })).kind).toBe('not-found');
    const long = { pointId: point.id, draft, from: T0 - 91 * 1440 * minute, to: T0 };
    expect(refusal(await backTestRule(context, long)).kind).toBe('invalid');
  });
});

describe('proposeTuning', () => {
  it('ends chatter with the smallest change that still sees a long excursion', async () => {
    const { context, point, rule } = await lab({ high: { warning: 27 }, hysteresis: 0 });
    const chatter = Array.from({ length: 60 }, (_, n) => (n % 2 === 0 ? 27.05 : 26.95));
    const long = Array.from({ length: 60 }, () => 28);
    await store(context, point.id, { startAt: from, stepMs: 5_000 }, [...chatter, ...long, 20]);
    const told = value(await proposeTuning(context, { pointId: point.id, ruleId: rule.id, keepLongerThanSeconds: 200 }));
    expect(told).toMatchObject({ bursts: 1, alarmsNow: 31 });
    expect(told.proposal?.alarms).toBeLessThanOrEqual(2);
    const { tuning, params } = told.proposal ?? {};
    expect((tuning?.hysteresis ?? 0) + (tuning?.dwellSeconds ?? 0)).toBeGreaterThan(0);
    const draft = { type: 'limit', params: params as never };
    const checked = value(await backTestRule(context, { pointId: point.id, ruleId: rule.id, draft, ...range }));
    expect(checked).toMatchObject({ missedCount: 0, draft: { count: told.proposal?.alarms } });
  });

  it('ends what is gone within seconds with a delay alone', async () => {
    const { context, point, rule } = await lab({ high: { warning: 27 }, hysteresis: 0 });
    const passing = Array.from({ length: 120 }, (_, n) => (n % 40 < 3 ? 28 : 22));
    await store(context, point.id, { startAt: from, stepMs: 5_000 }, passing);
    const told = value(await proposeTuning(context, { pointId: point.id, ruleId: rule.id }));
    expect(told).toMatchObject({ bursts: 0, brief: 3, alarmsNow: 3 });
    expect(told.proposal).toMatchObject({ tuning: { hysteresis: 0, dwellSeconds: 30 }, alarms: 0 });
  });

  it('proposes nothing for a rule that does not chatter, and refuses one without such parameters', async () => {
    const { context, point, rule } = await lab();
    await store(context, point.id, { startAt: from, stepMs: minute }, [22, 28, 28, 22]);
    const told = value(await proposeTuning(context, { pointId: point.id, ruleId: rule.id }));
    expect(told).toEqual({ bursts: 0, brief: 0, alarmsNow: 1, proposal: null });
    const stale = value(await listRules(context, { pointId: point.id })).find((one) => one.type === 'stale');
    expect(refusal(await proposeTuning(context, { pointId: point.id, ruleId: stale?.id ?? '' })).kind).toBe('nothing-to-tune');
  });
});
