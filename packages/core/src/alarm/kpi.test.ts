import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TransitionKind } from './alarm.ts';
import { alarmKpis } from './kpi.ts';
import type { AlarmPeriodRows, PeriodTransition } from './kpi-rows.ts';

const minute = 60_000;
const day = 1440 * minute;
const period = { from: 0, to: day };

const row = (seconds: number, kind: TransitionKind, more: Partial<PeriodTransition> = {}): PeriodTransition => ({
  alarmId: 'a1',
  kind,
  recordedAt: seconds * 1000,
  siteId: 'site-1',
  ruleId: 'rule-1',
  pointId: 7,
  deviceId: null,
  level: 'critical',
  alarmLevel: 'critical',
  priority: 'high',
  ...more,
});
const kpisOf = (transitions: readonly PeriodTransition[], active: AlarmPeriodRows['active'] = []) =>
  alarmKpis({ transitions, active }, period);
const figure = (kpis: ReturnType<typeof alarmKpis>, id: string) => kpis.figures.find((one) => one.id === id);
/** `count` alarms of different rules, one every ten seconds from `seconds` on. */
const burst = (seconds: number, count: number): readonly PeriodTransition[] =>
  Array.from({ length: count }, (_, n) => row(seconds + n * 10, 'raised', { alarmId: `b${seconds}-${n}`, ruleId: `rule-${n}` }));

describe('figures of the alarms of a period', () => {
  it('says nothing but noughts for a silent period', () => {
    const kpis = kpisOf([]);
    expect(kpis).toMatchObject({ annunciated: 0, floods: [], top: [], chattering: [], standing: [] });
    expect(kpis.tenMinutes.counts).toHaveLength(144);
    expect(kpis.figures.every((one) => one.value === 0 && one.verdict === 'within')).toBe(true);
  });

  it('counts what told people: raised, come back, got worse and fallen due again, but not late evidence, cleared or eased', () => {
    const kinds: readonly TransitionKind[] = [
      'acknowledgement-expired',
      'raised',
      'escalated',
      'de-escalated',
      'cleared',
      're-raised',
      'recorded-late',
    ];
    const kpis = kpisOf(kinds.map((kind, n) => row(n * 100, kind)));
    expect(kpis).toMatchObject({ annunciated: 4, late: 1 });
  });

  it('gives each annunciation the priority it had then', () => {
    const kpis = kpisOf([row(0, 'raised', { level: 'warning' }), row(60, 'escalated')]);
    expect(kpis.mix.map(({ priority, count }) => [priority, count])).toEqual([
      ['critical', 0],
      ['high', 1],
      ['medium', 1],
      ['low', 0],
    ]);
  });

  it('shows the bad ten minutes that a mean would hide', () => {
    const kpis = kpisOf(burst(3600, 40));
    expect(figure(kpis, 'perTenMinutes')).toMatchObject({ verdict: 'within' });
    expect(figure(kpis, 'peak')).toMatchObject({ value: 40, verdict: 'above-limit' });
    expect(kpis.tenMinutes.spread).toMatchObject({ p50: 0, p99: 0, peak: 40, peakAt: 3600_000 });
    expect(kpis.hours.spread.peak).toBe(40);
    expect(figure(kpis, 'busyHourShare')?.value).toBeCloseTo(1 / 24);
  });

  it('holds a flood from more than ten in ten minutes until fewer than five', () => {
    const kpis = kpisOf([...burst(0, 11), ...burst(600, 5), ...burst(1200, 4), ...burst(1800, 10)]);
    expect(kpis.floods).toEqual([{ from: 0, to: 20 * minute, alarms: 16 }]);
    expect(figure(kpis, 'floodShare')?.value).toBeCloseTo(20 / 1440);
  });

  it('lets a flood that has not ended end with the period', () => {
    expect(kpisOf(burst(86_000, 40)).floods).toEqual([{ from: 85_800_000, to: day, alarms: 40 }]);
  });

  it('calls three raise-and-clear pairs within a minute chattering, once per burst', () => {
    const pairs = (start: number, apart: number, count: number) =>
      Array.from({ length: count }, (_, n) => [
        row(start + n * apart, n === 0 ? 'raised' : 're-raised'),
        row(start + n * apart + 5, 'cleared'),
      ]).flat();
    expect(kpisOf(pairs(0, 20, 3)).chattering).toMatchObject([{ ruleId: 'rule-1', count: 1, lastAt: 45_000 }]);
    expect(kpisOf(pairs(0, 20, 9)).chattering).toMatchObject([{ count: 1 }]);
    expect(kpisOf([...pairs(0, 20, 4), ...pairs(7200, 20, 3)]).chattering).toMatchObject([{ count: 2 }]);
    expect(kpisOf(pairs(0, 40, 9)).chattering).toEqual([]);
  });

  it('counts a burst through which the alarm was held once, up to its end', () => {
    const held = [row(0, 'raised'), row(2, 'cleared'), row(4, 're-raised'), row(4, 'chattering-began')];
    expect(kpisOf(held).chattering).toMatchObject([{ count: 1, lastAt: 4_000 }]);
    const ended = [...held, row(600, 'chattering-ended'), row(600, 'cleared')];
    expect(kpisOf(ended).chattering).toMatchObject([{ count: 1, lastAt: 600_000 }]);
  });

  it('calls an alarm fleeting that is gone within seconds, unanswered and alone', () => {
    const brief = [row(0, 'raised'), row(10, 'cleared')];
    expect(kpisOf(brief).fleeting).toMatchObject([{ count: 1, lastAt: 10_000 }]);
    expect(kpisOf([row(0, 'raised'), row(4, 'acknowledged'), row(10, 'cleared')]).fleeting).toEqual([]);
    expect(kpisOf([row(0, 'raised'), row(31, 'cleared')]).fleeting).toEqual([]);
    expect(kpisOf([...brief, row(60, 're-raised'), row(200, 'cleared')]).fleeting).toEqual([]);
  });

  it('counts as standing what has been active for more than a day', () => {
    const active = (since: number) => ({
      ...{ alarmId: `s${since}`, siteId: 'site-1', ruleId: 'rule-1', pointId: 7, deviceId: null },
      ...{ priority: 'low' as const, since },
    });
    const kpis = kpisOf([], [active(0), active(-1), active(-5 * day)]);
    expect(kpis.standing.map((one) => one.since)).toEqual([-5 * day, -1]);
  });

  it('measures from each annunciation to the first acknowledgement after it, and counts what waits', () => {
    const kpis = kpisOf([
      row(0, 'raised'),
      row(100, 'escalated'),
      row(160, 'acknowledged'),
      row(500, 're-raised'),
      row(600, 'raised', { alarmId: 'a2' }),
    ]);
    expect(kpis.answers.find((one) => one.priority === 'high')).toEqual({
      ...{ priority: 'high', annunciated: 4, acknowledged: 2, waiting: 2, p50Seconds: 60, p90Seconds: 160 },
    });
  });

  it('marks numbers without a published source as limits of the site', () => {
    const kpis = kpisOf([]);
    expect(figure(kpis, 'perTenMinutes')).toMatchObject({ target: { value: 1, source: 'EEMUA 191' }, limit: { source: 'site' } });
    expect(figure(kpis, 'standing')?.target.source).toBe('site');
  });
});

const kinds: readonly TransitionKind[] = ['raised', 're-raised', 'escalated', 'cleared', 'acknowledged', 'recorded-late'];
const journals = fc
  .array(
    fc.record({
      seconds: fc.integer({ min: 0, max: 7_199 }),
      kind: fc.constantFrom(...kinds),
      alarm: fc.integer({ min: 0, max: 4 }),
    }),
    { maxLength: 120 },
  )
  .map((all) =>
    all
      .toSorted((a, b) => a.seconds - b.seconds)
      .map(({ seconds, kind, alarm }) =>
        row(seconds, kind, { alarmId: `a${alarm}`, ruleId: `r${alarm}`, siteId: `s${alarm % 2}` }),
      ),
  );

/** Second opinion: every question asked of the whole list again, minute by minute, with no state carried along. */
function slowly(rows: readonly PeriodTransition[]) {
  const told = rows.filter((one) => one.kind === 'raised' || one.kind === 're-raised' || one.kind === 'escalated');
  const inTenMinutes = Array.from(
    { length: 144 },
    (_, n) => told.filter((one) => Math.trunc(one.recordedAt / 600_000) === n).length,
  );
  let floodSlots = 0;
  for (let n = 0; n < 144; n += 1) {
    let start = n;
    while (start >= 0 && (inTenMinutes[start] ?? 0) >= 5 && (inTenMinutes[start] ?? 0) <= 10) start -= 1;
    if (start >= 0 && (inTenMinutes[start] ?? 0) > 10) floodSlots += 1;
  }
  const waiting = told.filter(
    (one) =>
      !rows.some((other) => other.kind === 'acknowledged' && other.alarmId === one.alarmId && other.recordedAt >= one.recordedAt),
  ).length;
  const most = Math.max(0, ...['r0', 'r1', 'r2', 'r3', 'r4'].map((rule) => told.filter((one) => one.ruleId === rule).length));
  return { told, inTenMinutes, floodSlots, waiting, most };
}

describe('figures against a second calculation', () => {
  it('agree for any journal, and sums meet', () => {
    fc.assert(
      fc.property(journals, (rows) => {
        const kpis = kpisOf(rows);
        const other = slowly(rows);
        expect(kpis.annunciated).toBe(other.told.length);
        expect(kpis.tenMinutes.counts).toEqual(other.inTenMinutes);
        expect(kpis.floods.reduce((sum, flood) => sum + (flood.to - flood.from) / 600_000, 0)).toBe(other.floodSlots);
        expect(kpis.answers.reduce((sum, one) => sum + one.waiting, 0)).toBe(other.waiting);
        expect(kpis.top[0]?.count ?? 0).toBe(other.most);
        for (const series of [kpis.tenMinutes, kpis.hours, kpis.days])
          expect(series.counts.reduce((sum, count) => sum + count, 0)).toBe(kpis.annunciated);
        expect(kpis.mix.reduce((sum, one) => sum + one.count, 0)).toBe(kpis.annunciated);
        expect(kpis.perSite.reduce((sum, one) => sum + one.annunciated, 0)).toBe(kpis.annunciated);
      }),
      { numRuns: 300 },
    );
  });
});
