import { GOOD, type PointState } from '@wachter/core';
import { quantityById } from '@wachter/core/quantity/index';
import { describe, expect, it } from 'vitest';
import { formatTime } from './format-time.ts';
import { limitScale } from './limit-scale.ts';
import { readingView } from './reading-view.ts';
import { runsOf } from './sparkline.tsx';

const now = Date.UTC(2026, 10, 23, 12, 0, 0);
const inlet = quantityById('inlet-temperature');
const leak = quantityById('leak');
const times = { intervalSeconds: 30, staleSeconds: 180 };
const state = (value: number | null, ageSeconds: number, quality = GOOD): PointState => ({
  pointId: 1,
  value,
  quality,
  observedAt: now - ageSeconds * 1000,
  receivedAt: now - ageSeconds * 1000,
  version: 1,
});
const view = (of: PointState | undefined, quantity = inlet) => readingView({ state: of, quantity, times }, now, 'nl');

describe('what a screen says of a reading', () => {
  it('a fresh value has its unit and no age', () => {
    expect(view(state(23.46, 20))).toEqual({ text: '23,5', unit: '°C', trust: 'good', reason: 'none', ageSeconds: null });
  });

  it('an age appears as soon as the value is clearly older than its interval', () => {
    expect(view(state(23, 44)).ageSeconds).toBeNull();
    expect(view(state(23, 46)).ageSeconds).toBe(46);
  });

  it('beyond its stale time it is no longer trusted, however good it was', () => {
    expect(view(state(23, 181))).toMatchObject({ trust: 'stale', ageSeconds: 181 });
  });

  it('what was never heard is not zero', () => {
    expect(view(undefined)).toMatchObject({ text: '–', trust: 'never' });
    expect(view(state(null, 1, { level: 'bad', reason: 'sensor-fault' }))).toMatchObject({
      text: '–',
      trust: 'bad',
      reason: 'sensor-fault',
    });
  });

  it('minutes and kilowatts stand where nobody reads seconds and watts', () => {
    const of = (id: string, value: number) => view(state(value, 1), quantityById(id));
    expect(of('battery-runtime', 1278)).toMatchObject({ text: '21 min', unit: '' });
    expect(of('battery-runtime', 90)).toMatchObject({ text: '90', unit: 's' });
    expect(of('power', 304_265)).toMatchObject({ text: '304', unit: 'kW' });
    expect(of('power', 900)).toMatchObject({ text: '900', unit: 'W' });
  });

  it('a state is a word without a unit', () => {
    expect(view(state(0, 1), leak)).toMatchObject({ unit: '' });
    expect(view(state(0, 1), leak).text).toMatch(/^\p{L}+/u);
  });
});

describe('the scale of the limit bar', () => {
  it('keeps limits in order, inside the bar, and values on it', () => {
    const scale = limitScale({ lowCritical: 15, lowWarning: 18, highWarning: 27, highCritical: 32 }, 60);
    const at = scale?.ticks.map((tick) => tick.at) ?? [];
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(Math.min(...at)).toBeGreaterThan(0.05);
    expect(Math.max(...at)).toBeLessThan(0.95);
    expect(scale?.at(60)).toBe(1);
    expect(scale?.at(-60)).toBe(0);
  });

  it('works with a single limit and is absent without any', () => {
    expect(limitScale({ highWarning: 10 }, 4)?.at(10)).toBeCloseTo(0.5);
    expect(limitScale({}, 4)).toBeNull();
  });
});

describe('a sparkline', () => {
  it('never bridges a gap', () => {
    const bucket = (mean: number | null) => ({ startsAt: 0, minimum: mean, maximum: mean, mean });
    expect(runsOf([1, 2, null, 3, null, null, 4].map(bucket)).map((run) => run.map((one) => one.mean))).toEqual([
      [1, 2],
      [3],
      [4],
    ]);
  });
});

describe('times', () => {
  it.each([
    ['en', 'clock', '13:00'],
    ['en', 'seconds', '13:00:00'],
    ['nl', 'day', '23 nov 2026'],
    ['en', 'day', '23 Nov 2026'],
  ] as const)('%s %s is %s in the zone of the site', (locale, style, text) => {
    expect(formatTime(now, style, { locale, timeZone: 'Europe/Amsterdam' })).toBe(text);
  });

  it('a moment names its day only when it is another one there', () => {
    const place = { locale: 'en', timeZone: 'Europe/Amsterdam' } as const;
    expect(formatTime(now, 'moment', place, now + 3_600_000)).toBe('13:00');
    expect(formatTime(now, 'moment', place, now + 86_400_000)).toMatch(/23 Nov.*13:00/);
  });
});
