import { describe, expect, it } from 'vitest';
import { dewPoint, humidityRatio, relativeHumidity } from './air.ts';

describe('moist air', () => {
  it.each([
    [18, 41.1, 4.6],
    [20, 50, 9.27],
    [22, 45, 9.53],
    [24, 50, 12.95],
    [27, 60, 18.58],
    [18, 8, -15.01],
    [32, 8, -5.63],
  ])('at %f °C and %f %% RH has a dew point of %f °C', (temperature, humidity, expected) => {
    expect(dewPoint(humidityRatio(temperature, humidity))).toBeCloseTo(expected, 1);
  });

  it('keeps its dew point when only its temperature changes', () => {
    const ratio = humidityRatio(20, 50);
    expect(relativeHumidity(20, ratio)).toBeCloseTo(50, 6);
    expect(relativeHumidity(30, ratio)).toBeLessThan(30);
  });
});
