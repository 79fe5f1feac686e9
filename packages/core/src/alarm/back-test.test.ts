import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { driver, instance, reading, started, tick } from '../../test/rule-fixture.ts';
import type { JournalEntry } from './alarm.ts';
import { endBackTest, feedBackTest, startBackTest, type WouldBeAlarm } from './back-test.ts';
import { chatterBursts, sumOf, unseen } from './back-test-compare.ts';
import { chooseTuning, tuningCandidates, tuningOf } from './back-test-tune.ts';
import type { RuleInstance } from './define-rule.ts';
import type { StoredInput } from './run.ts';

const rule = (params: unknown, type = 'limit') => instance({ type, params });
const limit = rule({ high: { warning: 27, critical: 32 }, hysteresis: 0.5, dwellSeconds: 60, holdOffSeconds: 120 });

/** A back-test over all readings, given in pieces of `size`. */
function tested(of: RuleInstance, readings: readonly StoredInput[], to: number, size = 7): readonly WouldBeAlarm[] {
  let test = startBackTest(started(of));
  for (let at = 0; at < readings.length; at += size) test = feedBackTest(test, readings.slice(at, at + size));
  return endBackTest(test, to * 1000);
}

/** The live engine on the same readings with a tick every second; an alarm that is over is taken as acknowledged. */
function lived(of: RuleInstance, readings: readonly StoredInput[], to: number) {
  const live = driver(started(of));
  let lastSeconds: number | null = null;
  let next = 0;
  for (let now = 0; now <= to; now += 1) {
    for (; readings[next] && (readings[next]?.observedAt ?? 0) <= now * 1000; next += 1) {
      const one = readings[next];
      if (!one) continue;
      live.step({ kind: 'reading', value: one.value, quality: one.quality, observedAt: one.observedAt, now: one.receivedAt });
      lastSeconds = one.observedAt / 1000;
      forget(live);
    }
    live.step(tick(now, lastSeconds));
    forget(live);
  }
  return told(live.journal);
}

interface Told {
  readonly raisedAt: number;
  clearedAt: number | null;
  level: string | null;
}

/** Alarms as the journal tells them. One side of a band followed by the other is two. */
function told(journal: readonly JournalEntry[]): readonly Told[] {
  const alarms: Told[] = [];
  for (const { kind, conditionAt, level } of journal) {
    const last = alarms.at(-1);
    const isOpen = last !== undefined && last.clearedAt === null;
    if (kind === 'raised' || kind === 're-raised') {
      if (isOpen) last.clearedAt = conditionAt;
      alarms.push({ raisedAt: conditionAt, clearedAt: null, level });
    } else if (isOpen && kind === 'escalated') last.level = level;
    else if (isOpen && kind === 'cleared') last.clearedAt = conditionAt;
  }
  return alarms;
}

function forget(live: ReturnType<typeof driver>): void {
  if (live.run.alarm !== null && live.run.alarm.clearedAt !== null) live.run = { ...live.run, alarm: null };
}

const signal = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.constantFrom<number | 'bad'>(20, 26, 26.6, 27.5, 30, 33, 'bad')), {
    maxLength: 60,
  })
  .map((all) => {
    let at = 0;
    return all.map(([gap, value]) => {
      at += gap;
      return reading(at, value);
    });
  });

describe('a back-test', () => {
  it.each([
    ['with delays', limit],
    ['without delays', rule({ high: { warning: 27, critical: 32 }, low: { warning: 21 } })],
    ['of a rate of change', rule({ windowSeconds: 300, direction: 'rise', warning: 3, critical: 6 }, 'rate')],
  ])('says what the live engine says of the same readings, %s', (_, of) => {
    fc.assert(
      fc.property(signal, fc.integer({ min: 1, max: 20 }), (readings, size) => {
        const to = (readings.at(-1)?.observedAt ?? 0) / 1000 + 600;
        const alarms = tested(of, readings, to, size).map(({ raisedAt, clearedAt, level }) => ({ raisedAt, clearedAt, level }));
        expect(alarms).toEqual(lived(of, readings, to));
      }),
      { numRuns: 60 },
    );
  });

  it('finds silence for a rule that watches for it', () => {
    const stale = rule({ afterSeconds: 180 }, 'stale');
    const readings = [0, 60, 120, 500, 560, 2000].map((at) => reading(at, 21));
    expect(tested(stale, readings, 2100).map((one) => [one.raisedAt, one.clearedAt])).toEqual([
      [300_000, 500_000],
      [740_000, 2_000_000],
    ]);
    expect(tested(stale, readings, 2600).at(-1)).toMatchObject({ raisedAt: 2_180_000, clearedAt: null });
  });

  it('counts an alarm that got worse as one, with its worst level and its peak', () => {
    const readings = [0, 60, 120, 180, 240, 400].map((at, n) => reading(at, [28, 29, 33, 33, 20, 20][n] ?? 0));
    expect(tested(limit, readings, 500)).toMatchObject([{ raisedAt: 0, clearedAt: 360_000, level: 'critical', peak: 33 }]);
  });

  it('feeds a rule the values of the points it names, and no others', () => {
    const margin = rule(
      { dewPoint: 'dew', warning: 3, critical: 1.5, hysteresis: 0, dwellSeconds: 0, holdOffSeconds: 0 },
      'condensation',
    );
    const other = (at: number, value: number, tag: string): StoredInput => ({
      ...reading(at, value),
      other: { tag, staleSeconds: 900 },
    });
    const readings = [
      other(0, 19.5, 'elsewhere'),
      reading(10, 20),
      other(20, 10, 'dew'),
      other(60, 19, 'dew'),
      other(120, 10, 'dew'),
    ];
    expect(tested(margin, readings, 200)).toMatchObject([{ raisedAt: 60_000, clearedAt: 120_000, level: 'critical' }]);
  });
});

const alarm = (from: number, to: number | null): WouldBeAlarm => ({
  ...{ raisedAt: from * 1000, clearedAt: to === null ? null : to * 1000, level: 'warning', direction: 'high' },
  ...{ priority: 'low', limit: 27, peak: 28 },
});

describe('two back-tests beside one another', () => {
  it('tell what one saw and the other did not', () => {
    const now = [alarm(0, 400), alarm(1000, 1010), alarm(2000, 2600), alarm(3000, null)];
    const draft = [alarm(60, 400), alarm(2600, 2700)];
    const aim = { longerThanMs: 300_000, to: 4_000_000 };
    expect(unseen(now, draft, aim)).toEqual([alarm(3000, null)]);
    expect(unseen(draft, now, { ...aim, longerThanMs: 0 })).toEqual([]);
    expect(sumOf(now, 4_000_000)).toEqual({ count: 4, critical: 0, totalSeconds: 2010, longestSeconds: 1000 });
  });

  it('agree with asking every pair', () => {
    const lists = fc
      .array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 50 })), { maxLength: 20 })
      .map((gaps) => {
        let at = 0;
        return gaps.map(([pause, length]) => {
          const from = at + pause;
          at = from + length;
          return alarm(from, at);
        });
      });
    fc.assert(
      fc.property(lists, lists, (one, two) => {
        const slow = one.filter((a) => !two.some((b) => b.raisedAt <= (a.clearedAt ?? 0) && (b.clearedAt ?? 0) >= a.raisedAt));
        expect(unseen(one, two, { longerThanMs: 0, to: 1e9 })).toEqual(slow);
      }),
    );
  });
});

describe('a proposal against chatter', () => {
  const flicker = [alarm(0, 5), alarm(10, 15), alarm(20, 25), alarm(30, 35)];

  it('counts bursts, not alarms', () => {
    expect(chatterBursts(flicker, 60_000)).toBe(1);
    expect(chatterBursts([...flicker, alarm(900, 901), alarm(910, 911), alarm(920, 921)], 60_000)).toBe(2);
    expect(chatterBursts([alarm(0, 5), alarm(50, 55), alarm(100, 105)], 60_000)).toBe(0);
  });

  it('tries the smallest change first and no delay that would hide what must be seen', () => {
    const candidates = tuningCandidates({ hysteresis: 0.5, dwellSeconds: 0 }, { deadband: 0.1, keepLongerThanSeconds: 100 });
    expect(candidates.slice(0, 3)).toEqual([
      { hysteresis: 0.5, dwellSeconds: 0 },
      { hysteresis: 0.6, dwellSeconds: 0 },
      { hysteresis: 0.5, dwellSeconds: 10 },
    ]);
    expect(Math.max(...candidates.map((one) => one.dwellSeconds))).toBe(60);
  });

  it('takes the first that neither chatters nor misses an excursion', () => {
    const aim = { against: 'chattering' as const, chatterWindowMs: 60_000, keepLongerThanMs: 300_000, to: 1e7 };
    const excursions = [...flicker, alarm(1000, 1400)];
    const tried = [
      { tuning: { hysteresis: 0, dwellSeconds: 0 }, alarms: excursions },
      { tuning: { hysteresis: 0, dwellSeconds: 900 }, alarms: [] },
      { tuning: { hysteresis: 1, dwellSeconds: 0 }, alarms: [alarm(0, 90), alarm(1000, 1450)] },
    ];
    expect(chooseTuning(tried, excursions, aim)?.tuning).toEqual({ hysteresis: 1, dwellSeconds: 0 });
    expect(chooseTuning(tried.slice(0, 2), excursions, aim)).toBeNull();
  });

  it('has nothing to say of rules without both parameters', () => {
    expect(tuningOf({ afterSeconds: 60 })).toBeNull();
    expect(tuningOf({ dwellSeconds: 5, bad: {} })).toEqual({ hysteresis: null, dwellSeconds: 5 });
    expect(tuningOf({ hysteresis: 1, dwellSeconds: 2, high: {} })).toEqual({ hysteresis: 1, dwellSeconds: 2 });
  });
});
