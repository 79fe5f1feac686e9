import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, BAD, changesOf, driver, instance, of, started, tick } from '../../../test/rule-fixture.ts';
import { quantities } from '../../quantity/index.ts';
import { GOOD } from '../../reading/quality.ts';
import type { RuleExample, RuleInput } from '../define-rule.ts';
import { rebuildMemory, startRun, stepsOf } from '../run.ts';
import { ruleById, rules } from './index.ts';
import { LimitParams } from './limit.ts';
import { StateParams } from './state.ts';

const examples = rules.flatMap((rule) =>
  rule.examples.map((example) => ({ rule, example, name: `${rule.id}: ${example.name}` })),
);

/** Rule types that no quantity has by default, with values around what they watch for. */
const chosen = (
  [
    [
      'rate',
      { windowSeconds: 300, direction: 'both', warning: 2, critical: 4, hysteresis: 0.5, dwellSeconds: 40, holdOffSeconds: 90 },
    ],
    ['rate', { windowSeconds: 900, direction: 'rise', critical: 3 }],
    ['count', { windowSeconds: 600, above: 24, warning: 2, critical: 3, hysteresis: 1, holdOffSeconds: 60 }],
    ['flatline', { afterSeconds: 600, spread: 0.1 }],
    ['expression', { expression: 'value > 24 && value / (value - 30) < 0', dwellSeconds: 40, holdOffSeconds: 90 }],
    ['reaches-limit', { limit: 25, windowSeconds: 600, warning: 30, critical: 10, dwellSeconds: 20, holdOffSeconds: 60 }],
  ] as const
).map(([type, params]) => ({
  own: instance({ type, params }),
  point: { quantity: 'inlet-temperature', staleSeconds: 180 },
  values: [20, 21.9, 22, 23, 24, 24.01, 25, 26, 30],
}));

/** Every default rule of the catalogue, with the values that matter to it: its limits, states, and their surroundings. */
const byDefault = quantities.flatMap((quantity) =>
  quantity.defaults.map((rule) => {
    const limits = rule.type === 'limit' ? LimitParams.parse(rule.params) : null;
    const edges = [limits?.low?.critical, limits?.low?.warning, limits?.high?.warning, limits?.high?.critical].filter(
      (edge) => edge !== undefined,
    );
    const values = quantity.states?.map((state) => state.code) ?? [
      ...edges.flatMap((edge) => [
        edge,
        edge - 0.01,
        edge + 0.01,
        edge - (limits?.hysteresis ?? 0),
        edge + (limits?.hysteresis ?? 0),
      ]),
      ...quantity.plausible,
    ];
    return {
      own: instance({ type: rule.type, params: rule.params }),
      point: { quantity: quantity.id, staleSeconds: quantity.staleSeconds },
      values,
    };
  }),
);

const configured = [...byDefault, ...chosen];

type Sequence = readonly (readonly [gapSeconds: number, what: number | 'tick' | 'bad'])[];

const sequences = (values: readonly number[]) =>
  fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: 400 }),
      fc.oneof(fc.constantFrom(...values), fc.constantFrom('tick' as const, 'bad' as const)),
    ),
    {
      maxLength: 30,
    },
  );

function inputsOf(sequence: Sequence): readonly RuleInput[] {
  let seconds = 1000;
  let heard: number | null = null;
  return sequence.map(([gap, what]) => {
    seconds += gap;
    if (what === 'tick') return tick(seconds, heard, null);
    heard = seconds;
    return at(seconds, what);
  });
}

describe('the rule catalogue', () => {
  it('has every rule type, each with words, examples and a way to find it', () => {
    expect(rules.map((rule) => rule.id).sort()).toEqual([
      'audit-trail',
      'backup-late',
      'battery-due',
      'broker-line',
      'condensation',
      'count',
      'device-offline',
      'disagreement',
      'duty-cover',
      'expression',
      'flatline',
      'limit',
      'no-start',
      'notification-path',
      'rate',
      'reaches-limit',
      'stale',
      'state',
      'test-overdue',
      'vote',
    ]);
    for (const rule of rules) {
      expect(ruleById(rule.id)).toBe(rule);
      expect(rule.name.en !== '' && rule.name.nl !== '').toBe(true);
      expect(rule.examples.length, rule.id).toBeGreaterThanOrEqual(3);
    }
    expect(examples.length).toBeGreaterThanOrEqual(53);
  });

  it.each(examples.map((entry) => [entry.name, entry] as const))('%s', (_, { rule, example }) => {
    expect(rule.params.safeParse(example.params).success).toBe(true);
    expect(changesOf(rule, example as RuleExample<unknown>)).toEqual(example.expect);
  });

  it('never throws, and is the same twice, for any sequence through every default rule', () => {
    let checked = 0;
    for (const { own, point, values } of configured) {
      checked += 1;
      fc.assert(
        fc.property(sequences(values), (sequence) => {
          const inputs = inputsOf(sequence);
          const once = driver(started(own, null, point));
          const twice = driver(started(own, null, point));
          for (const input of inputs) once.step(input);
          for (const input of inputs) twice.step(input);
          expect(once.writes).toEqual(twice.writes);
          expect(once.journal).toEqual(twice.journal);
        }),
        { numRuns: 10 },
      );
    }
    expect(checked).toBeGreaterThanOrEqual(100);
  });

  it('bad quality never raises, clears, escalates or eases, for every default rule', () => {
    let checked = 0;
    for (const { own, point, values } of configured) {
      if (own.type === 'stale') continue;
      checked += 1;
      fc.assert(
        fc.property(
          sequences(values),
          fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 5 }),
          (sequence, worthless) => {
            const inputs = inputsOf(sequence);
            const now = (inputs.at(-1)?.now ?? 0) / 1000;
            const run = driver(started(own, null, point));
            for (const input of inputs) run.step(input);
            run.step(tick(now + 1));
            const written = run.kinds.length;
            worthless.forEach((value, index) => {
              const seconds = now + 1 + index / 1000;
              run.step({ kind: 'reading', value, quality: BAD, observedAt: seconds * 1000, now: seconds * 1000 });
            });
            for (let seconds = now + 2; seconds < now + 2000; seconds += 37) run.step(tick(seconds));
            expect(run.kinds.slice(written)).toEqual([]);
          },
        ),
        { numRuns: 10 },
      );
    }
    expect(checked).toBeGreaterThanOrEqual(55);
  });

  it('missing data never clears beyond the time a value speaks: no tick after that changes anything', () => {
    let checked = 0;
    for (const { own, point, values } of configured) {
      if (own.type === 'stale') continue;
      checked += 1;
      fc.assert(
        fc.property(sequences(values), (sequence) => {
          const inputs = inputsOf(sequence);
          const run = driver(started(own, null, point));
          for (const input of inputs) run.step(input);
          const silentFrom = (inputs.at(-1)?.now ?? 0) / 1000 + point.staleSeconds;
          for (let seconds = silentFrom - 5; seconds <= silentFrom; seconds += 1) run.step(tick(seconds));
          const written = run.kinds.length;
          for (let seconds = silentFrom + 1; seconds < silentFrom + 10_000; seconds += 997) run.step(tick(seconds));
          expect(run.kinds.slice(written)).toEqual([]);
        }),
        { numRuns: 10 },
      );
    }
    expect(checked).toBeGreaterThanOrEqual(55);
  });

  it('without ticks every delay ends at the same instant as with a tick every second', () => {
    let checked = 0;
    for (const { own, point, values } of configured) {
      if (own.type === 'stale') continue;
      checked += 1;
      fc.assert(
        fc.property(sequences(values), (sequence) => {
          const readings = inputsOf(sequence.map(([gap, what]) => [gap + 0.25, what === 'tick' ? 'bad' : what] as const));
          const live = driver(started(own, null, point));
          const replayed = driver(started(own, null, point));
          let second = 1000;
          for (const input of readings) {
            for (; second * 1000 < input.now; second += 1) live.step(tick(second));
            live.step(input);
            replayed.step(input);
          }
          const last = (readings.at(-1)?.now ?? 0) / 1000 + 1000;
          for (; second < last; second += 1) live.step(tick(second));
          replayed.step(tick(last));
          replayed.step(tick(last));
          const seen = (run: ReturnType<typeof driver>) =>
            run.journal.map(({ kind, conditionAt, level, value }) => ({ kind, conditionAt, level, value }));
          expect(seen(replayed)).toEqual(seen(live));
        }),
        { numRuns: 4 },
      );
    }
    expect(checked).toBeGreaterThanOrEqual(55);
  });

  it('a restart in the middle of anything ends where no restart would have ended', () => {
    let checked = 0;
    for (const { own, point, values } of configured) {
      if (own.type === 'stale') continue;
      checked += 1;
      fc.assert(
        fc.property(sequences(values), fc.nat(29), (sequence, cut) => {
          const inputs = inputsOf(
            sequence
              .filter(([, what]) => what !== 'tick')
              .map(([gap, what]) => [Math.min(gap, point.staleSeconds), what] as const),
          );
          const steady = driver(started(own, null, point));
          const restarted = driver(started(own, null, point));
          inputs.forEach((input, index) => {
            steady.step(input);
            if (index === cut) {
              const stored = inputs.slice(0, index).map((one) => ({
                pointId: 7,
                value: one.kind === 'reading' ? one.value : 0,
                quality: one.kind === 'reading' ? one.quality : GOOD,
                observedAt: one.now,
                receivedAt: one.now,
              }));
              restarted.run = rebuildMemory(started(own, restarted.run.alarm, point), stored, input.now);
            }
            restarted.step(input);
          });
          expect(restarted.kinds).toEqual(steady.kinds);
        }),
        { numRuns: 10 },
      );
    }
    expect(checked).toBeGreaterThanOrEqual(55);
  });

  it('a stale alarm follows the level: on after every tick exactly when data are missing (A05, stories 5 and 6)', () => {
    const own = instance({ type: 'stale', params: { afterSeconds: 10, settleSeconds: 0 } });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 12_000 }), fc.boolean()), { maxLength: 60 }), (steps) => {
        const run = driver(started(own));
        let now = 100_000;
        let heard: number | null = null;
        for (const [gap, speaks] of steps) {
          now += gap;
          if (speaks) heard = now;
          run.step({ kind: 'tick', now, lastReceivedAt: heard, isOnline: null });
          const isSilent = heard !== null && now - heard > 10_000;
          if (heard !== null) expect(run.run.condition !== null).toBe(isSilent);
          const { alarm } = run.run;
          expect(alarm !== null && alarm.clearedAt === null).toBe(run.run.condition !== null);
        }
      }),
    );
  });
});

it('a stale alarm is over as soon as the age is what is allowed, not less', () => {
  const run = driver(started(instance({ type: 'stale', params: { afterSeconds: 10 } })));
  for (const seconds of [0, 20]) run.step(tick(seconds, 0));
  run.step(tick(40, 30));
  expect(run.kinds).toEqual(['raised', 'cleared']);
});

describe('parameters', () => {
  it.each([
    ['no limit', 'limit', {}],
    ['a warning outside its critical', 'limit', { high: { warning: 40, critical: 30 } }],
    ['low above high', 'limit', { low: { warning: 30 }, high: { warning: 20 } }],
    ['hysteresis that swallows the band', 'limit', { low: { warning: 18 }, high: { warning: 19 }, hysteresis: 2 }],
    ['an unknown field', 'limit', { high: { warning: 1 }, colour: 'red' }],
    ['a negative dwell', 'limit', { high: { warning: 1 }, dwellSeconds: -1 }],
    ['text for a number', 'limit', { high: { warning: '27' } }],
    ['no bad state', 'state', {}],
    ['a state that is bad and kept', 'state', { bad: { wet: 'critical' }, keeps: ['wet'] }],
    ['a state the quantity has not', 'state', { bad: { purple: 'critical' } }],
    ['no time', 'stale', { afterSeconds: 0 }],
    ['nothing at all', 'device-offline', null],
    ['no limit of change', 'rate', { windowSeconds: 900 }],
    ['a warning above its critical', 'rate', { windowSeconds: 900, warning: 5, critical: 2 }],
    ['nothing to count', 'count', { windowSeconds: 900, warning: 2 }],
    ['a state to count that the quantity has not', 'count', { windowSeconds: 900, warning: 2, states: ['purple'] }],
    ['no dew point', 'condensation', {}],
    ['no number of minutes', 'reaches-limit', { limit: 27 }],
    ['a zone of two', 'disagreement', { others: ['b'], warning: 2 }],
    ['a point named twice', 'disagreement', { others: ['b', 'b'], warning: 2 }],
    ['an expression that cannot be read', 'expression', { expression: 'value = 3' }],
    ['an expression with an input of no use', 'expression', { expression: 'value > 3', inputs: { b: 'b' } }],
    ['an input named as a word of the language', 'expression', { expression: 'value > int', inputs: { int: 'b' } }],
    ['an input named twice', 'expression', { expression: 'value > a + b', inputs: { a: 'b', b: 'b' } }],
    ['more votes than sensors', 'vote', { others: ['b'], needed: 3, above: 1 }],
  ])('%s is refused', (_, type, params) => {
    const run = startRun(instance({ type, params }), null, { quantity: 'leak', staleSeconds: 60 });
    expect(run.ok ? 'accepted' : run.error.kind).toBe('invalid-params');
  });

  it('an unknown type is refused, and a state rule without a quantity', () => {
    expect(startRun(instance({ type: 'magic' }), null, null)).toMatchObject({ ok: false, error: { kind: 'unknown-rule-type' } });
    const run = startRun(instance({ type: 'state', params: { bad: { wet: 'critical' } } }), null, null);
    expect(run).toMatchObject({ ok: false, error: { kind: 'invalid-params' } });
  });

  it('fills in what may be left out', () => {
    expect(StateParams.parse({ bad: { wet: 'critical' } })).toMatchObject({ held: {}, keeps: [], dwellSeconds: 0 });
    expect(LimitParams.parse({ low: { critical: 5 } })).toMatchObject({ hysteresis: 0, dwellSeconds: 0, holdOffSeconds: 0 });
  });
});

describe('rules of several points', () => {
  const several = [
    ['condensation', { dewPoint: 'b', dwellSeconds: 60, holdOffSeconds: 90 }],
    ['disagreement', { others: ['b', 'c'], warning: 2, critical: 4, hysteresis: 0.5, dwellSeconds: 60, holdOffSeconds: 30 }],
    ['expression', { expression: 'value > 24 || b - c > 3', inputs: { b: 'b', c: 'c' }, dwellSeconds: 60, holdOffSeconds: 30 }],
    ['flatline', { afterSeconds: 120, spread: 2, neighbours: ['b', 'c'], moved: 3 }],
    ['vote', { others: ['b', 'c'], needed: 2, above: 24, hysteresis: 1, dwellSeconds: 60, holdOffSeconds: 30 }],
  ] as const;
  const heard = fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: 90 }),
      fc.constantFrom('', 'b', 'c'),
      fc.constantFrom(18, 20, 22, 23, 24.5, 28, 'bad' as const),
    ),
    { maxLength: 40 },
  );
  const inputsFrom = (sequence: readonly (readonly [number, string, number | 'bad'])[]) => {
    let seconds = 1000;
    return sequence.map(([gap, tag, value]) => {
      seconds += gap;
      return tag === '' ? at(seconds, value) : of(tag, seconds, value);
    });
  };

  it.each(several)('%s ends after a restart where no restart would have ended, and delays end without ticks', (type, params) => {
    fc.assert(
      fc.property(heard, fc.nat(39), (sequence, cut) => {
        const own = instance({ type, params });
        const [steady, restarted] = [driver(started(own)), driver(started(own))];
        const inputs = inputsFrom(sequence);
        inputs.forEach((input, index) => {
          steady.step(input);
          if (index === cut) {
            const stored = inputs.slice(0, index).map((one) => ({
              ...{ pointId: 7, value: one.value, quality: one.quality, observedAt: one.now, receivedAt: one.now },
              ...(one.kind === 'other' ? { other: one } : {}),
            }));
            restarted.run = rebuildMemory(started(own, restarted.run.alarm), stored, input.now);
          }
          restarted.step(input);
        });
        expect(restarted.kinds).toEqual(steady.kinds);
      }),
      { numRuns: 100 },
    );
  });

  it.each(several)('%s is not moved by bad values of any input, however many', (type, params) => {
    fc.assert(
      fc.property(heard, fc.array(fc.constantFrom('', 'b', 'c'), { minLength: 1, maxLength: 6 }), (sequence, bad) => {
        const run = driver(started(instance({ type, params })));
        const inputs = inputsFrom(sequence);
        for (const input of inputs) run.step(input);
        const now = (inputs.at(-1)?.now ?? 0) / 1000 + 1;
        for (const tag of ['', 'b', 'c']) run.step(tag === '' ? at(now, 'bad') : of(tag, now, 'bad'));
        const written = run.kinds.length;
        for (const tag of bad) run.step(tag === '' ? at(now + 1, 'bad') : of(tag, now + 1, 'bad'));
        run.step(tick(now + 5000));
        expect(run.kinds.slice(written)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

it('returns the same memory when nothing changed', () => {
  const run = started(instance());
  for (const step of stepsOf(run, at(0, 22))) expect(step.memory).toBe(run.memory);
});
