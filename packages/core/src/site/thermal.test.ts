import { describe, expect, it } from 'vitest';
import { thermalClasses } from './location.ts';
import { distanceToLimit, envelopeOf, isInside } from './thermal.ts';

describe('envelopes of ASHRAE TC 9.9 (2021)', () => {
  it.each([
    ['A1', 15, 32, 17, 80],
    ['A2', 10, 35, 21, 80],
    ['A3', 5, 40, 24, 85],
    ['A4', 5, 45, 24, 90],
    ['H1', 5, 25, 17, 80],
  ] as const)('%s allows %d to %d °C, dew point to %d °C, %d percent RH', (id, low, high, dewPoint, humidity) => {
    expect(envelopeOf(id, 'allowable')).toEqual({ temperature: [low, high], dewPoint: [-12, dewPoint], humidity: [8, humidity] });
  });

  it('every recommended envelope lies inside the allowable one', () => {
    for (const id of thermalClasses) {
      const inner = envelopeOf(id, 'recommended');
      const outer = envelopeOf(id, 'allowable');
      expect(inner.temperature[0]).toBeGreaterThanOrEqual(outer.temperature[0]);
      expect(inner.temperature[1]).toBeLessThanOrEqual(outer.temperature[1]);
      expect(inner.dewPoint[1]).toBeLessThanOrEqual(outer.dewPoint[1]);
    }
    expect(thermalClasses).toHaveLength(5);
  });

  it('corrosion lowers the recommended humidity, altitude the allowable temperature', () => {
    expect(envelopeOf('A1', 'recommended', { isCorrosive: true }).humidity[1]).toBe(50);
    expect(envelopeOf('A1', 'allowable', { altitudeMeters: 1500 }).temperature[1]).toBe(30);
    expect(envelopeOf('A1', 'recommended', { altitudeMeters: 1500 }).temperature[1]).toBe(27);
  });

  it('the dew point ceiling binds long before 70 percent RH at 27 °C', () => {
    const envelope = envelopeOf('A1', 'recommended');
    expect(isInside(envelope, { temperatureC: 27, humidityPercent: 47 })).toBe(true);
    expect(isInside(envelope, { temperatureC: 27, humidityPercent: 49 })).toBe(false);
    expect(isInside(envelope, { temperatureC: 18, humidityPercent: 71 })).toBe(false);
    expect(isInside(envelope, { temperatureC: 28, humidityPercent: 40 })).toBe(false);
    expect(isInside(envelope, { temperatureC: 22 })).toBeNull();
    expect(isInside(envelope, { temperatureC: 22, dewPointC: 16 })).toBe(false);
  });
});

it('names the nearer limit and how far it is', () => {
  expect(distanceToLimit(25.6, { low: 18, high: 27 })).toEqual({
    direction: 'high',
    limit: 27,
    distance: expect.closeTo(1.4, 9),
  });
  expect(distanceToLimit(19, { low: 18, high: 27 })).toMatchObject({ direction: 'low', distance: 1 });
  expect(distanceToLimit(28, { high: 27 })).toMatchObject({ distance: -1 });
  expect(distanceToLimit(28, {})).toBeNull();
});
