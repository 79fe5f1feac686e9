import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantities } from '../quantity/index.ts';
import { deriveDewPoint } from './derive.ts';
import { freshAt, freshness, isFromFuture } from './freshness.ts';
import { type JudgeContext, judgeObservation } from './judge.ts';
import { GOOD } from './quality.ts';
import type { Observation } from './reading.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const HOUR = 3_600_000;

const observed = (value: Observation['value'], change: Partial<Observation> = {}): Observation => ({
  device: 'ws-1',
  channel: 'inlet',
  value,
  observedAt: NOW - 200,
  ...change,
});
const point = (quantity: string | null, sourceUnit: string | null = null) => ({ id: 7, quantity, sourceUnit, staleSeconds: 180 });
const context = (change: Partial<JudgeContext> = {}): JudgeContext => ({ receivedAt: NOW, skewMs: null, ...change });

describe('a value', () => {
  it.each([
    ['inlet-temperature', 23.4, 23.4],
    ['inlet-temperature', '023.4', 23.4],
    ['inlet-temperature', '21,52', 21.52],
    ['inlet-temperature', ' 1e1 ', 10],
    ['inlet-temperature', 49, 49],
    ['relative-humidity', 99, 99],
    ['relative-humidity', 0, 0],
    ['hydrogen', -3, -3],
    ['carbon-monoxide', -50, -50],
    ['coolant-temperature', 85, 85],
    ['leak', true, 1],
    ['leak', 'ON', 1],
    ['ups-state', 'OB DISCHRG', 4],
    ['engine-starts', 65535, 65535],
  ] as const)('%s %j is believed', (quantity, wire, value) => {
    const judged = judgeObservation(observed(wire), point(quantity), context());
    expect(judged).toMatchObject({
      kind: 'reading',
      reading: { pointId: 7, value, quality: GOOD, observedAt: NOW - 200, receivedAt: NOW },
    });
    expect(judged.kind === 'reading' && judged.reading.original).toBeFalsy();
  });

  it.each([null, Number.NaN, '', ' ', 'unknown', 'Unavailable', 'nan', 'NULL', 'none'])(
    '%j is no value and never zero',
    (wire) => {
      expect(judgeObservation(observed(wire), point('inlet-temperature'), context()).kind).toBe('no-value');
      expect(judgeObservation(observed(wire), point('leak'), context()).kind).toBe('no-value');
    },
  );

  it.each([
    ['inlet-temperature', -127, 'sentinel'],
    ['inlet-temperature', 85, 'sentinel'],
    ['inlet-temperature', 65535, 'sentinel'],
    ['inlet-temperature', 32767, 'sentinel'],
    ['inlet-temperature', 327.67, 'sentinel'],
    ['relative-humidity', 65535, 'sentinel'],
    ['temperature', 85, 'sentinel'],
    ['inlet-temperature', 71, 'implausible'],
    ['inlet-temperature', -20.1, 'implausible'],
    ['relative-humidity', 100.5, 'implausible'],
    ['hydrogen', -6, 'implausible'],
    ['inlet-temperature', Number.POSITIVE_INFINITY, 'not-a-number'],
    ['inlet-temperature', 'warm', 'not-a-number'],
    ['inlet-temperature', '1.234,5', 'not-a-number'],
    ['inlet-temperature', '0x17', 'not-a-number'],
    ['inlet-temperature', true, 'not-a-number'],
    ['leak', 'purple', 'unknown-state'],
    ['leak', 17, 'unknown-state'],
  ] as const)('%s %j is quarantined as %s', (quantity, wire, reason) => {
    expect(judgeObservation(observed(wire), point(quantity), context())).toMatchObject({ kind: 'quarantine', reason });
  });
});

describe('units', () => {
  it.each([
    ['inlet-temperature', 74.3, '°F', 23.5],
    ['inlet-temperature', 296.55, 'K', 23.4],
    ['differential-pressure', 0.012, 'kPa', 12],
    ['supply-voltage', 3135, 'mV', 3.135],
    ['battery-runtime', 12, 'min', 720],
    ['hydrogen', 4000, 'ppm', 10],
    ['hydrogen', 1, '% vol', 25],
    ['oxygen', 20.9, '%', 20.9],
    ['carbon-monoxide', 1500, 'ppb', 1.5],
  ] as const)('%s %d %s becomes %d and keeps what was said', (quantity, value, unit, expected) => {
    expect(judgeObservation(observed(value, { unit }), point(quantity), context())).toMatchObject({
      kind: 'reading',
      reading: { value: expected, quality: GOOD, original: { value, unit } },
    });
  });

  it("takes the unit of the point where the payload has none, and the payload's own before it", () => {
    expect(judgeObservation(observed(68), point('inlet-temperature', '°F'), context())).toMatchObject({ reading: { value: 20 } });
    expect(judgeObservation(observed(20, { unit: 'C' }), point('inlet-temperature', '°F'), context())).toMatchObject({
      reading: { value: 20 },
    });
  });

  it.each([
    ['inlet-temperature', 'bananas'],
    ['inlet-temperature', 'Pa'],
    ['hydrogen', '%'],
  ])('%s in %s is quarantined, never guessed', (quantity, unit) => {
    expect(judgeObservation(observed(20, { unit }), point(quantity), context())).toMatchObject({
      kind: 'quarantine',
      reason: 'unit-unknown',
    });
  });

  it('tests sentinels on what was said, before it is converted', () => {
    expect(judgeObservation(observed(-127, { unit: '°C' }), point('temperature'), context())).toMatchObject({
      reason: 'sentinel',
    });
    expect(judgeObservation(observed(65535, { unit: 'mV' }), point('voltage'), context())).toMatchObject({ reason: 'sentinel' });
  });
});

describe('a point without a quantity', () => {
  it.each([
    [23.4, 23.4],
    [true, 1],
    ['OFF', 0],
    ['12', 12],
    [65535, 65535],
  ] as const)('keeps %j as %d, uncertain', (wire, value) => {
    expect(judgeObservation(observed(wire), point(null), context())).toMatchObject({
      kind: 'reading',
      reading: { value, quality: { level: 'uncertain', reason: 'unit-unknown' } },
    });
  });

  it('keeps the unit that was said', () => {
    expect(judgeObservation(observed(70, { unit: '°F' }), point(null), context())).toMatchObject({
      reading: { value: 70, original: { value: 70, unit: '°F' } },
    });
  });
});

describe('jumps', () => {
  const after = (value: number, seconds = 30) => context({ previous: { value, observedAt: NOW - 200 - seconds * 1000 } });

  it('a step larger than credible is uncertain, not refused', () => {
    expect(judgeObservation(observed(40), point('inlet-temperature'), after(22))).toMatchObject({
      reading: { value: 40, quality: { level: 'uncertain', reason: 'implausible' } },
    });
    expect(judgeObservation(observed(31), point('inlet-temperature'), after(22))).toMatchObject({ reading: { quality: GOOD } });
  });

  it('after a long gap nothing is a jump', () => {
    expect(judgeObservation(observed(40), point('inlet-temperature'), after(22, 3600))).toMatchObject({
      reading: { quality: GOOD },
    });
  });

  it('85 °C that was approached is a temperature, 85 °C out of nowhere a sensor that just started', () => {
    expect(judgeObservation(observed(85), point('temperature'), after(84))).toMatchObject({
      kind: 'reading',
      reading: { value: 85 },
    });
    expect(judgeObservation(observed(85), point('temperature'), after(22))).toMatchObject({
      kind: 'quarantine',
      reason: 'sentinel',
    });
    expect(judgeObservation(observed(85), point('temperature'), after(84, 3600))).toMatchObject({
      kind: 'quarantine',
      reason: 'sentinel',
    });
  });
});

describe('clocks', () => {
  const temperature = point('inlet-temperature');
  const skewed = { level: 'uncertain', reason: 'clock-skew' };

  it('a payload without a clock is dated by arrival', () => {
    expect(judgeObservation(observed(22, { observedAt: null }), temperature, context())).toMatchObject({
      reading: { observedAt: NOW, receivedAt: NOW, quality: GOOD },
      effectiveAt: NOW,
    });
  });

  it.each([
    ['1970', 12_345],
    ['2014', Date.UTC(2014, 5, 1)],
    ['ten years ahead', Date.UTC(2036, 0, 1)],
    ['two days ahead', NOW + 48 * HOUR],
    ['three years ago', NOW - 3 * 365 * 24 * HOUR],
    ['not a number', Number.NaN],
  ])('a live value dated %s is dated by arrival and uncertain', (_, observedAt) => {
    expect(judgeObservation(observed(22, { observedAt }), temperature, context())).toMatchObject({
      reading: { observedAt: NOW, quality: skewed },
      effectiveAt: NOW,
      isFuture: false,
    });
  });

  it('a replayed value with an absurd clock has no time at all', () => {
    expect(judgeObservation(observed(22, { observedAt: 12_345, historical: true }), temperature, context())).toMatchObject({
      reason: 'too-old',
    });
    expect(
      judgeObservation(observed(22, { observedAt: NOW + 48 * HOUR, historical: true }), temperature, context()),
    ).toMatchObject({
      reason: 'future',
    });
  });

  it('two hours ahead and unexplained: both times kept, flagged as future', () => {
    expect(judgeObservation(observed(22, { observedAt: NOW + 2 * HOUR }), temperature, context())).toMatchObject({
      reading: { observedAt: NOW + 2 * HOUR, receivedAt: NOW, quality: skewed },
      effectiveAt: NOW,
      isFuture: true,
    });
  });

  it.each([2 * HOUR, -2 * HOUR])('a measured skew of %d ms explains the time; arrival decides', (skewMs) => {
    expect(judgeObservation(observed(22, { observedAt: NOW + skewMs - 100 }), temperature, context({ skewMs }))).toMatchObject({
      reading: { observedAt: NOW + skewMs - 100, quality: skewed },
      effectiveAt: NOW,
      isFuture: false,
    });
  });

  it('a replayed value of a skewed clock is put where it belongs', () => {
    const late = observed(22, { observedAt: NOW + HOUR, historical: true });
    expect(judgeObservation(late, temperature, context({ skewMs: 2 * HOUR }))).toMatchObject({
      reading: { observedAt: NOW + HOUR, quality: skewed },
      effectiveAt: NOW - HOUR,
    });
  });

  it('a clock within five seconds is good, and never makes a value younger than its arrival', () => {
    expect(judgeObservation(observed(22, { observedAt: NOW + 4000 }), temperature, context({ skewMs: 3000 }))).toMatchObject({
      reading: { quality: GOOD },
      effectiveAt: NOW,
      isFuture: false,
    });
  });

  it('a clock that has drifted out of the five seconds since it was measured is not from the future', () => {
    const judged = judgeObservation(observed(22, { observedAt: NOW + 6_000 }), temperature, context({ skewMs: 4_900 }));
    expect(judged).toMatchObject({ reading: { quality: skewed, skewMs: 6_000 }, effectiveAt: NOW, isFuture: false });
  });

  it('a replayed value keeps its source time', () => {
    expect(judgeObservation(observed(22, { observedAt: NOW - HOUR, historical: true }), temperature, context())).toMatchObject({
      reading: { observedAt: NOW - HOUR, quality: GOOD },
      effectiveAt: NOW - HOUR,
    });
  });
});

describe('what the device says of its own value', () => {
  it('is kept, and never made better', () => {
    const bad = { level: 'bad', reason: 'sensor-fault' } as const;
    expect(judgeObservation(observed(22, { quality: bad }), point('inlet-temperature'), context())).toMatchObject({
      reading: { quality: bad },
    });
    const warm = { level: 'uncertain', reason: 'warm-up' } as const;
    expect(judgeObservation(observed(22, { quality: warm }), point('inlet-temperature'), context())).toMatchObject({
      reading: { quality: warm },
    });
    expect(judgeObservation(observed(22, { quality: GOOD }), point(null), context())).toMatchObject({
      reading: { quality: { level: 'uncertain', reason: 'unit-unknown' } },
    });
  });
});

it('judging never throws and every reading is finite and plausible', () => {
  const wire = fc.oneof(fc.double(), fc.string(), fc.boolean(), fc.constant(null), fc.constantFrom('-0', '1e400', '\u0000', '½'));
  fc.assert(
    fc.property(
      fc.constantFrom(null, ...quantities),
      wire,
      fc.option(fc.oneof(fc.double(), fc.integer()), { nil: null }),
      (quantity, value, observedAt) => {
        const judged = judgeObservation(observed(value, { observedAt }), point(quantity?.id ?? null), context());
        if (judged.kind !== 'reading') return judged.detail.length < 300;
        const { reading, effectiveAt } = judged;
        const isPlausible =
          quantity === null || (reading.value >= quantity.plausible[0] && reading.value <= quantity.plausible[1]);
        return Number.isFinite(reading.value) && isPlausible && Number.isFinite(reading.observedAt) && effectiveAt <= NOW;
      },
    ),
    { numRuns: 2000 },
  );
});

describe('freshness', () => {
  const state = { quality: GOOD, observedAt: NOW - 60_000, receivedAt: NOW - 59_000 };

  it.each([
    [NOW, 180, 'fresh', 60],
    [NOW + 120_000, 180, 'fresh', 180],
    [NOW + 121_000, 180, 'stale', 181],
    [NOW - 70_000, 180, 'fresh', 0],
  ] as const)('at %d with %d s it is %s', (now, stale, kind, ageSeconds) => {
    expect(freshness(state, now, stale)).toEqual({ kind, ageSeconds });
  });

  it('a point that never spoke is neither fresh nor stale', () => {
    expect(freshness(null, NOW, 180)).toEqual({ kind: 'never', ageSeconds: null });
  });

  it('a wrong source clock counts by arrival, a right one never younger than its source', () => {
    expect(freshAt({ ...state, quality: { level: 'uncertain', reason: 'clock-skew' }, observedAt: NOW - 9 * HOUR })).toBe(
      NOW - 59_000,
    );
    expect(freshAt({ ...state, observedAt: NOW - 9 * HOUR })).toBe(NOW - 9 * HOUR);
    expect(freshAt({ ...state, observedAt: NOW + 9 * HOUR })).toBe(NOW - 59_000);
  });

  it('a late value of a wrong clock counts by its time put right, whatever else its quality says, and never after its arrival', () => {
    const late = { quality: { level: 'bad', reason: 'sensor-fault' }, observedAt: NOW - 3 * HOUR, receivedAt: NOW } as const;
    expect(freshAt({ ...late, skewMs: -2 * HOUR })).toBe(NOW - HOUR);
    expect(freshAt({ ...late, skewMs: -4 * HOUR })).toBe(NOW);
  });

  it.each([
    [NOW + HOUR, undefined, true],
    [NOW + HOUR, HOUR, false],
    [NOW, -HOUR, true],
    [NOW + 4_000, undefined, false],
  ])('a value of %d by a clock that is %d ms ahead lies ahead of us: %s', (observedAt, skewMs, isAhead) => {
    expect(isFromFuture({ quality: GOOD, observedAt, receivedAt: NOW, skewMs })).toBe(isAhead);
  });
});

describe('deriveDewPoint', () => {
  const part = (value: number, seconds = 0, quality: typeof GOOD | { level: 'bad'; reason: 'sensor-fault' } = GOOD) => ({
    value,
    quality,
    observedAt: NOW + seconds * 1000,
    receivedAt: NOW + seconds * 1000 + 50,
  });

  it('takes the newer time and the worse quality', () => {
    expect(deriveDewPoint(9, { temperature: part(24), humidity: part(50, 10) }, 300)).toEqual({
      pointId: 9,
      value: expect.closeTo(12.95, 2),
      quality: GOOD,
      observedAt: NOW + 10_000,
      receivedAt: NOW + 10_050,
    });
  });

  it('derives nothing from a bad part, from parts of different times, and from dry air', () => {
    expect(
      deriveDewPoint(9, { temperature: part(24), humidity: part(50, 0, { level: 'bad', reason: 'sensor-fault' }) }, 300),
    ).toBeNull();
    expect(deriveDewPoint(9, { temperature: part(24), humidity: part(50, 301) }, 300)).toBeNull();
    expect(deriveDewPoint(9, { temperature: part(24), humidity: part(0) }, 300)).toBeNull();
  });
});
