import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convert, unitBySpelling } from './convert.ts';
import { units } from './unit.ts';

describe('convert', () => {
  it.each([
    [68, '°F', '°C', 20],
    [-40, '°F', '°C', -40],
    [296.55, 'K', '°C', 23.4],
    [20, '°C', '°F', 68],
    [20, '°C', 'K', 293.15],
    [1500, 'ppb', 'ppm', 1.5],
    [0.4, '%vol', 'ppm', 4000],
    [2.5, 'kPa', 'Pa', 2500],
    [1013.25, 'hPa', 'Pa', 101325],
    [4.2, 'bar', 'kPa', 420],
    [3, 'mbar', 'Pa', 300],
    [3300, 'mV', 'V', 3.3],
    [11.5, 'kW', 'W', 11500],
    [12, 'min', 's', 720],
    [1, 'h', 's', 3600],
    [1230, 'cm', 'm', 12.3],
    [250, 'mA', 'A', 0.25],
    [1.2, 'mg/m3', 'ug/m3', 1200],
  ])('%d %s is %s %d', (value, from, to, expected) => {
    expect(convert(value, from, to)).toEqual({ ok: true, value: expected });
  });

  it.each(['C', 'degC', 'Celsius', 'deg C', '℃', '° C', 'DEGC'])('takes "%s" for °C', (spelling) => {
    expect(unitBySpelling(spelling)?.id).toBe('°C');
  });

  it.each(['RH%', '%RH', '% rh', 'percent', '%'])('takes "%s" for %%', (spelling) => {
    expect(unitBySpelling(spelling)?.id).toBe('%');
  });

  it.each([
    ['% vol', '%vol'],
    ['% LEL', '%LEL'],
    ['%/m', '%obs/m'],
    ['µg/m³', 'ug/m3'],
    ['m³/h', 'm3/h'],
    ['KPA', 'kPa'],
    ['volts', 'V'],
  ])('takes "%s" for %s', (spelling, id) => {
    expect(unitBySpelling(spelling)?.id).toBe(id);
  });

  it('refuses a spelling whose case decides between a thousandth and a million', () => {
    expect(unitBySpelling('mw')).toBeNull();
    expect(unitBySpelling('mW')?.factor).toBe(0.001);
    expect(unitBySpelling('MW')?.factor).toBe(1_000_000);
  });

  it('refuses unknown and incompatible units', () => {
    expect(convert(1, 'furlong', '°C')).toEqual({ ok: false, error: { kind: 'unknown-unit', unit: 'furlong' } });
    expect(convert(1, '°C', 'parsec')).toEqual({ ok: false, error: { kind: 'unknown-unit', unit: 'parsec' } });
    expect(convert(1, 'Pa', '°C')).toEqual({ ok: false, error: { kind: 'incompatible-units', from: 'Pa', to: '°C' } });
  });

  it('comes back to where it started, for every pair of units of one dimension', () => {
    let checked = 0;
    for (const from of units) {
      for (const to of units.filter((unit) => unit.dimension === from.dimension)) {
        checked += 1;
        fc.assert(
          fc.property(fc.double({ min: -1e4, max: 1e4, noNaN: true }), (value) => {
            const there = convert(value, from.id, to.id);
            const back = there.ok ? convert(there.value, to.id, from.id) : there;
            const tolerance = 1e-8 * Math.max(1, to.factor / from.factor) + Math.abs(value) * 1e-8;
            return back.ok && Math.abs(back.value - value) <= tolerance;
          }),
          { numRuns: 20 },
        );
      }
    }
    expect(units.length).toBeGreaterThanOrEqual(50);
    expect(checked).toBeGreaterThan(150);
  });
});
