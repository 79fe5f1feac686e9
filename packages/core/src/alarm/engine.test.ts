import { describe, expect, it } from 'vitest';
import { at, driver, instance, reading, started, tick } from '../../test/rule-fixture.ts';
import { type Alarm, alarmState } from './alarm.ts';
import { mergeAlarmWrites } from './alarm-write.ts';
import { retireRun, stepRun } from './engine.ts';
import { recordLate, replay } from './replay.ts';
import { rebuildMemory, relearn, withPeopleColumns } from './run.ts';

const simple = { high: { warning: 27, critical: 32 }, hysteresis: 0.5, dwellSeconds: 0, holdOffSeconds: 0 };
const now = { now: 1_000_000, newId: () => 'new', isLate: false };

const plain = (change: Parameters<typeof instance>[0] = {}) => driver(started(instance({ params: simple, ...change })));
const latching = () => plain({ isLatching: true });

const acknowledge = (run: ReturnType<typeof driver>) => {
  const alarm = run.run.alarm as Alarm;
  run.run = withPeopleColumns(run.run, {
    ...alarm,
    acknowledgedActivation: alarm.activation,
    acknowledgedAt: 1,
    acknowledgedBy: 'ann',
  });
};
const reset = (run: ReturnType<typeof driver>) => {
  const alarm = run.run.alarm as Alarm;
  run.run = withPeopleColumns(run.run, { ...alarm, resetActivation: alarm.activation, resetAt: 1, resetBy: 'ann' });
};
const stateOf = (run: ReturnType<typeof driver>) => (run.run.alarm === null ? 'normal' : alarmState(run.run.alarm));

describe('the states A to F of ISA-18.2', () => {
  it('A to B: raised', () => {
    const run = plain();
    const { writes, journal } = run.step(at(10, 28));
    expect(stateOf(run)).toBe('unacknowledged');
    expect(writes).toMatchObject([
      {
        kind: 'open',
        siteId: 'site-1',
        ruleId: 'rule-1',
        pointId: 7,
        priority: 'high',
        isLatching: false,
        columns: {
          raisedAt: 10_000,
          recordedAt: 10_000,
          activation: 1,
          clearedAt: null,
          level: 'warning',
          direction: 'high',
          value: 28,
          limit: 27,
          peak: 28,
          isLate: false,
        },
      },
    ]);
    expect(journal).toEqual([
      {
        alarmId: 'alarm-1',
        kind: 'raised',
        conditionAt: 10_000,
        recordedAt: 10_000,
        actor: 'engine',
        value: 28,
        limit: 27,
        level: 'warning',
        quality: 'good',
        comment: null,
        source: null,
      },
    ]);
  });

  it('B to C to A: acknowledged, cleared, normal', () => {
    const run = plain();
    run.step(at(10, 28));
    acknowledge(run);
    expect(stateOf(run)).toBe('acknowledged');
    const { writes } = run.step(at(20, 20));
    expect(writes).toMatchObject([{ kind: 'update', id: 'alarm-1', columns: { clearedAt: 20_000 } }]);
    expect(run.run.alarm).toBeNull();
    expect(run.kinds).toEqual(['raised', 'cleared']);
  });

  it('B to D to A: cleared unseen stays until somebody acknowledges', () => {
    const run = plain();
    run.step(at(10, 28));
    run.step(at(20, 20));
    expect(stateOf(run)).toBe('returned-unacknowledged');
    acknowledge(run);
    expect(stateOf(run)).toBe('normal');
  });

  it('D to B: comes back as the same occurrence, with a new activation', () => {
    const run = plain();
    run.step(at(10, 28));
    run.step(at(20, 20));
    run.step(at(30, 29));
    expect(stateOf(run)).toBe('unacknowledged');
    expect(run.run.alarm).toMatchObject({
      id: 'alarm-1',
      activation: 2,
      activatedAt: 30_000,
      clearedAt: null,
      raisedAt: 10_000,
      peak: 29,
    });
    expect(run.kinds).toEqual(['raised', 'cleared', 're-raised']);
  });

  it('B to E to F to A: latched until acknowledged and reset', () => {
    const run = latching();
    run.step(at(10, 28));
    run.step(at(20, 20));
    expect(stateOf(run)).toBe('latched-unacknowledged');
    acknowledge(run);
    expect(stateOf(run)).toBe('latched-acknowledged');
    reset(run);
    expect(stateOf(run)).toBe('normal');
    run.step(at(30, 29));
    expect(run.run.alarm).toMatchObject({ activation: 1, raisedAt: 30_000 });
    expect(run.run.alarm?.id).not.toBe('alarm-1');
  });

  it('C to F: acknowledged, then cleared while latching', () => {
    const run = latching();
    run.step(at(10, 28));
    acknowledge(run);
    run.step(at(20, 20));
    expect(stateOf(run)).toBe('latched-acknowledged');
  });

  it('E to B and F to B: the condition comes back before the reset', () => {
    for (const isAcknowledged of [false, true]) {
      const run = latching();
      run.step(at(10, 28));
      run.step(at(20, 20));
      if (isAcknowledged) acknowledge(run);
      run.step(at(30, 28));
      expect(stateOf(run)).toBe('unacknowledged');
      expect(run.run.alarm).toMatchObject({ id: 'alarm-1', activation: 2 });
    }
  });

  it('C to B: getting worse is news again, at a higher priority', () => {
    const run = plain();
    run.step(at(10, 28));
    acknowledge(run);
    const { writes, journal } = run.step(at(20, 33));
    expect(stateOf(run)).toBe('unacknowledged');
    expect(writes).toMatchObject([
      { kind: 'update', priority: 'critical', columns: { level: 'critical', activation: 2, activatedAt: 20_000, limit: 32 } },
    ]);
    expect(journal).toMatchObject([{ kind: 'escalated', level: 'critical', value: 33, limit: 32 }]);
  });

  it('easing keeps the acknowledgement', () => {
    const run = plain();
    run.step(at(10, 33));
    acknowledge(run);
    const { writes } = run.step(at(20, 30));
    expect(stateOf(run)).toBe('acknowledged');
    expect(writes).toMatchObject([{ priority: 'high', columns: { level: 'warning', activation: 1, limit: 27, peak: 33 } }]);
    expect(run.kinds).toEqual(['raised', 'de-escalated']);
  });
});

describe('an acknowledgement lives with the occurrence (A10)', () => {
  it('acknowledge, clear, raise again: a new occurrence, unacknowledged', () => {
    const run = plain();
    run.step(at(10, 28));
    acknowledge(run);
    run.step(at(20, 20));
    run.step(at(30, 28));
    expect(run.writes.filter((write) => write.kind === 'open')).toHaveLength(2);
    expect(run.run.alarm).toMatchObject({ activation: 1, acknowledgedActivation: 0 });
  });

  it("a word about an older activation does not cover the newer raise, and the engine's columns win over an older row", () => {
    const run = plain();
    run.step(at(10, 28));
    const seen = run.run.alarm as Alarm;
    run.step(at(20, 33));
    run.run = withPeopleColumns(run.run, { ...seen, acknowledgedActivation: 1, acknowledgedBy: 'ann' });
    expect(stateOf(run)).toBe('unacknowledged');
    expect(run.run.alarm).toMatchObject({ level: 'critical', activation: 2, acknowledgedBy: 'ann' });
  });

  it('words about another occurrence are ignored', () => {
    const run = plain();
    run.step(at(10, 28));
    const before = run.run;
    run.run = withPeopleColumns(run.run, { ...(run.run.alarm as Alarm), id: 'other', acknowledgedActivation: 9 });
    expect(run.run).toBe(before);
  });
});

describe('no data while in alarm (A07)', () => {
  it('the alarm stays through silence and bad values, and clears with a good value only', () => {
    const run = driver(started(instance()));
    for (let seconds = 0; seconds <= 60; seconds += 30) run.step(at(seconds, 29));
    expect(run.kinds).toEqual(['raised']);
    for (let seconds = 61; seconds < 10_000; seconds += 10) run.step(tick(seconds));
    for (let seconds = 10_000; seconds < 11_000; seconds += 30) run.step(at(seconds, 'bad'));
    expect(stateOf(run)).toBe('unacknowledged');
    expect(run.kinds).toEqual(['raised']);
    for (let seconds = 11_000; seconds <= 11_120; seconds += 30) run.step(at(seconds, 22));
    expect(run.kinds).toEqual(['raised', 'cleared']);
    expect(run.run.alarm?.clearedAt).toBe(11_120_000);
  });
});

describe('restart (A04)', () => {
  const slow = { high: { warning: 65 }, hysteresis: 3, dwellSeconds: 300, holdOffSeconds: 300 };

  it('a breach of four minutes, a restart, one more minute: the alarm comes at five minutes of true time', () => {
    const own = instance({ params: slow });
    const stored = [0, 60, 120, 180, 240].map((seconds) => reading(seconds, 70));
    const run = driver(rebuildMemory(started(own), stored, 250_000));
    for (let seconds = 250; seconds < 300; seconds += 1) run.step(tick(seconds));
    expect(run.kinds).toEqual([]);
    run.step(tick(300));
    expect(run.run.alarm).toMatchObject({ raisedAt: 0, recordedAt: 300_000 });
  });

  it('an open alarm survives a restart without stored readings, inside the hysteresis too', () => {
    const before = plain();
    before.step(at(10, 33));
    const run = driver(started(instance({ params: simple }), before.run.alarm));
    run.step(tick(20));
    run.step(at(30, 31.8));
    expect(run.kinds).toEqual([]);
    expect(run.run.alarm).toEqual(before.run.alarm);
    run.step(at(40, 20));
    expect(run.kinds).toEqual(['cleared']);
  });

  it('after a long outage of ours no delay runs out before the sensor has spoken again', () => {
    const run = driver(rebuildMemory(started(instance({ params: slow })), [reading(0, 70), reading(60, 70)], 3_600_000));
    run.step(tick(3601));
    expect(run.kinds).toEqual([]);
    run.step(at(3602, 50));
    expect(run.kinds).toEqual([]);
  });

  it('a stale alarm that was open stays open through the settle time', () => {
    const own = instance({ type: 'stale', params: { afterSeconds: 60 } });
    const before = driver(started(own));
    for (const seconds of [0, 100, 200]) before.step(tick(seconds, 0));
    expect(before.kinds).toEqual(['raised']);
    const run = driver(started(own, before.run.alarm));
    run.step(tick(300, 0));
    expect(run.kinds).toEqual([]);
    run.step(tick(310, 305));
    expect(run.kinds).toEqual(['cleared']);
  });

  it('our own restart raises no stale alarm before each point had its time (A08)', () => {
    const run = driver(started(instance({ type: 'stale', params: { afterSeconds: 60 } })));
    for (let seconds = 1000; seconds <= 1060; seconds += 1) run.step(tick(seconds, 10));
    expect(run.kinds).toEqual([]);
    run.step(tick(1061, 10));
    expect(run.kinds).toEqual(['raised']);
  });
});

describe('late data', () => {
  it('an excursion that came and went is recorded late and never confirmed', () => {
    const run = plain();
    run.step(at(10, 22));
    run.step({ ...at(20, 33), now: 9_000_000 }, true);
    run.step({ ...at(30, 22), now: 9_000_000 }, true);
    run.step(at(9000, 22));
    expect(run.kinds).toEqual(['recorded-late', 'cleared']);
    expect(run.run.alarm).toMatchObject({ isLate: true, raisedAt: 20_000, clearedAt: 30_000 });
  });

  it('what still holds live is confirmed and becomes news', () => {
    const run = plain();
    run.step({ ...at(20, 28), now: 9_000_000 }, true);
    expect(run.run.alarm).toMatchObject({ isLate: true });
    run.step(tick(9001));
    expect(run.run.alarm).toMatchObject({ isLate: true });
    run.step(at(9002, 28));
    expect(run.kinds).toEqual(['recorded-late', 'confirmed']);
    expect(run.run.alarm).toMatchObject({ isLate: false, activation: 1 });
  });

  it("no delay that began in late data runs out by the present's clock", () => {
    const run = driver(started(instance()));
    run.step({ ...at(100, 29), now: 9_000_000 }, true);
    run.step(tick(9001));
    expect(run.kinds).toEqual([]);
    run.step({ ...at(130, 22), now: 9_000_000 }, true);
    run.step(tick(9002));
    expect(run.kinds).toEqual([]);
  });

  it('a live value that is on its way to clear confirms nothing', () => {
    const run = driver(started(instance()));
    for (const seconds of [100, 130, 160]) run.step({ ...at(seconds, 29), now: 9_000_000 }, true);
    run.step(at(9000, 22));
    expect(run.kinds).toEqual(['recorded-late']);
    run.step(at(9060, 22));
    run.step(at(9120, 22));
    expect(run.kinds).toEqual(['recorded-late', 'cleared']);
  });

  it('a delay that ran out between a late and a live value is evidence, not news', () => {
    const run = driver(started(instance()));
    run.step({ ...at(100, 29), now: 9_000_000 }, true);
    run.step(at(200, 22));
    expect(run.kinds).toEqual(['recorded-late']);
    expect(run.run.alarm).toMatchObject({ isLate: true, raisedAt: 100_000 });
  });

  it('late evidence that gets worse live is news', () => {
    const run = plain();
    run.step({ ...at(20, 28), now: 9_000_000 }, true);
    run.step(at(9000, 33));
    expect(run.kinds).toEqual(['recorded-late', 'escalated']);
    expect(run.run.alarm).toMatchObject({ isLate: false, activation: 2 });
  });

  it('a bad live value confirms nothing', () => {
    const run = plain();
    run.step({ ...at(20, 28), now: 9_000_000 }, true);
    run.step(at(9000, 'bad'));
    expect(run.kinds).toEqual(['recorded-late']);
  });

  it('a rule that learns of values out of order says at the next tick what began in them and still holds', () => {
    const run = plain();
    for (const seconds of [0, 20]) run.step(at(seconds, 26.8));
    run.run = relearn(run.run, [reading(0, 26.8), reading(10, 28), reading(20, 26.8)], 21_000);
    run.step(tick(21));
    expect(run.kinds).toEqual(['raised']);
    expect(run.run.alarm).toMatchObject({ isLate: false, raisedAt: 10_000 });
  });

  it('what it learns is late evidence where the last value is', () => {
    const run = plain();
    run.step({ ...at(20, 26.8), now: 9_000_000 }, true);
    run.run = relearn(run.run, [reading(10, 28), reading(20, 26.8)], 9_001_000);
    run.step(tick(9001));
    expect(run.kinds).toEqual(['recorded-late']);
    expect(run.run.alarm).toMatchObject({ isLate: true, raisedAt: 10_000 });
  });

  it('a rule that learns keeps its open alarm where no value says otherwise', () => {
    const run = plain();
    run.step(at(0, 33));
    run.step(at(20, 31.8));
    run.run = relearn(run.run, [reading(10, 31.8), reading(20, 31.8)], 21_000);
    run.step(tick(21));
    expect(run.kinds).toEqual(['raised']);
    expect(run.run.condition).toMatchObject({ level: 'critical', since: 0 });
    run.run = relearn(run.run, [reading(15, 22), reading(20, 26.8)], 22_000);
    run.step(tick(22));
    expect(run.kinds).toEqual(['raised', 'cleared']);
  });

  it('what it learns is no change of its condition: a delay that ran out before does not count again', () => {
    const run = driver(started(instance()));
    run.step(at(0, 28));
    run.step(tick(61));
    const before = run.run.changes;
    run.run = relearn(run.run, [reading(-10, 22), reading(0, 28)], 61_000);
    run.step(tick(61));
    expect(run.run).toMatchObject({ changes: before, condition: { since: 0 } });
    expect(run.kinds).toEqual(['raised']);
  });

  it('replay finds what would have been said of data that came out of order', () => {
    const run = started(instance());
    const readings = [0, 30, 60, 90, 120]
      .map((seconds) => reading(seconds, 28))
      .concat([150, 180, 210, 240, 270].map((seconds) => reading(seconds, 22)));
    const found = replay(run, readings, { from: 0, to: 300_000 });
    expect(found).toMatchObject([{ raisedAt: 0, clearedAt: 270_000, level: 'warning', priority: 'high', value: 28, limit: 27 }]);
    expect(replay(run, readings, { from: 300_000, to: 400_000 })).toEqual([]);
  });

  it('replay tells two excursions apart', () => {
    const run = started(instance({ params: simple }));
    const readings = [28, 20, 33, 20, 22].map((value, index) => reading(index * 10, value));
    expect(
      replay(run, readings, { from: 0, to: 100_000 }).map(({ raisedAt, clearedAt, level }) => [raisedAt, clearedAt, level]),
    ).toEqual([
      [0, 10_000, 'warning'],
      [20_000, 30_000, 'critical'],
    ]);
  });

  it('replay tells two excursions apart where the first one ended by its delay just before the second began', () => {
    const run = started(instance({ params: { ...simple, holdOffSeconds: 10 } }));
    const readings = [28, 20, 33, 20].map((value, index) => reading(index * 30, value));
    const found = replay(run, readings, { from: 0, to: 100_000, until: 100_000 });
    expect(found.map(({ raisedAt, clearedAt }) => [raisedAt, clearedAt])).toEqual([
      [0, 40_000],
      [60_000, 100_000],
    ]);
  });

  it('replay lets a delay run out after the last reading', () => {
    const run = started(instance());
    expect(replay(run, [reading(0, 28)], { from: 0, to: 0, until: 59_999 })).toEqual([]);
    expect(replay(run, [reading(0, 28)], { from: 0, to: 0, until: 60_000 })).toMatchObject([{ raisedAt: 0, clearedAt: null }]);
  });

  it('replay leaves out what began after the range', () => {
    const run = started(instance({ params: simple }));
    const readings = [28, 20, 33, 20, 22].map((value, index) => reading(index * 10, value));
    expect(replay(run, readings, { from: 0, to: 15_000 })).toHaveLength(1);
  });

  it('records as late evidence only what no known alarm covers', () => {
    const run = started(instance({ params: simple }));
    const readings = [28, 20, 33, 20, 28].map((value, index) => reading(index * 10, value));
    const occurrences = replay(run, readings, { from: 0, to: 100_000 });
    expect(occurrences).toHaveLength(3);
    const { writes, journal } = recordLate(run, { occurrences, known: [{ raisedAt: 15_000, clearedAt: 35_000 }] }, now);
    expect(writes).toMatchObject([
      {
        kind: 'open',
        id: 'new',
        columns: { raisedAt: 0, clearedAt: 10_000, isLate: true, activation: 1, recordedAt: 1_000_000 },
      },
    ]);
    expect(journal.map((entry) => entry.kind)).toEqual(['recorded-late', 'cleared']);
  });
});

it('a contrary value at the very instant a delay ends wins over the delay', () => {
  const run = driver(started(instance()));
  run.step(at(0, 28));
  run.step(at(60, 22));
  run.step(tick(200));
  expect(run.kinds).toEqual([]);
});

describe('the peak', () => {
  it('follows the worst value of the activation, and begins with the worst of the dwell', () => {
    const run = driver(started(instance()));
    for (const [seconds, value] of [
      [0, 28],
      [30, 31],
      [60, 29],
    ] as const)
      run.step(at(seconds, value));
    expect(run.run.alarm).toMatchObject({ value: 31, peak: 31 });
    const quiet = run.step(at(90, 30));
    expect(quiet.writes).toEqual([]);
    const { writes, journal } = run.step(at(120, 31.5));
    expect(writes).toMatchObject([{ kind: 'update', columns: { peak: 31.5, value: 31 } }]);
    expect(journal).toEqual([]);
  });

  it('is the lowest value where low is bad', () => {
    const run = plain({ params: { low: { warning: 18 }, hysteresis: 0.5, dwellSeconds: 0, holdOffSeconds: 0 } });
    run.step(at(0, 17));
    run.step(at(10, 16));
    run.step(at(20, 17));
    expect(run.run.alarm?.peak).toBe(16);
  });
});

describe('changes of the rule', () => {
  it('a moved limit is taken over with a row in the journal, and the alarm can still clear (A14)', () => {
    const before = plain();
    before.step(at(0, 30));
    const run = driver(started(instance({ params: { ...simple, high: { warning: 29, critical: 32 } } }), before.run.alarm));
    run.step(at(10, 30));
    expect(run.kinds).toEqual(['rule-changed']);
    expect(run.run.alarm).toMatchObject({ limit: 29, activation: 1 });
    run.step(at(20, 28));
    expect(run.kinds).toEqual(['rule-changed', 'cleared']);
  });

  it('a limit that is taken away clears its alarm with the next good value', () => {
    const before = plain();
    before.step(at(0, 30));
    const run = driver(started(instance({ params: { low: { warning: 15 } } }), before.run.alarm));
    run.step(at(10, 'bad'));
    run.step(at(20, 30));
    expect(run.run.alarm?.clearedAt).not.toBeNull();
  });

  it('another priority is written through', () => {
    const before = plain();
    before.step(at(0, 30));
    const run = driver(started(instance({ params: simple, priority: 'low' }), before.run.alarm));
    expect(run.step(at(10, 30)).writes).toMatchObject([{ priority: 'low' }]);
  });

  it('a retired rule leaves no alarm that nothing can clear', () => {
    const run = plain();
    run.step(at(0, 30));
    const { writes, journal, run: after } = retireRun(run.run, now, 'point retired');
    expect(writes).toMatchObject([{ kind: 'update', columns: { clearedAt: 1_000_000 } }]);
    expect(journal).toMatchObject([{ kind: 'rule-changed', comment: 'point retired' }]);
    expect(retireRun(after, now, 'again').writes).toEqual([]);
  });

  it('too hot then too cold is one occurrence, but new to whoever acknowledged the first', () => {
    const run = plain({
      params: { low: { warning: 18 }, high: { warning: 27 }, hysteresis: 0.5, dwellSeconds: 0, holdOffSeconds: 0 },
    });
    run.step(at(0, 30));
    acknowledge(run);
    run.step(at(10, 12));
    expect(run.kinds).toEqual(['raised', 're-raised']);
    expect(run.run.alarm).toMatchObject({ direction: 'low', limit: 18, value: 12, peak: 12, activation: 2 });
    expect(stateOf(run)).toBe('unacknowledged');
  });
});

it('returns the same run and shares its empty answers when nothing changed', () => {
  const run = started(instance());
  const first = stepRun(run, at(0, 22), now);
  expect(first.run).toBe(run);
  expect(stepRun(run, tick(1), now).run).toBe(run);
  expect(stepRun(run, tick(1), now).writes).toBe(first.writes);
});

it('several writes to one occurrence become one', () => {
  const run = plain();
  run.step(at(0, 28));
  run.step(at(10, 33));
  run.step(at(20, 20));
  const merged = mergeAlarmWrites(run.writes);
  expect(run.writes).toHaveLength(3);
  expect(merged).toMatchObject([
    { kind: 'open', id: 'alarm-1', priority: 'critical', columns: { level: 'critical', clearedAt: 20_000 } },
  ]);
});
