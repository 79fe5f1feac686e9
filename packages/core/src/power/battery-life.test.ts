import { describe, expect, it } from 'vitest';
import { batteryLife } from './battery-life.ts';

const YEAR_S = 365.25 * 86_400;
const string = { type: 'VRLA', installedOn: '2020-01-01', designLifeYears: 10, referenceTemperature: 20 } as const;
const years = (count: number) => Date.UTC(2020, 0, 1) + count * YEAR_S * 1000;
const warm = (count: number, mean: number | null) => ({ mean, goodSeconds: count * YEAR_S });

describe('the life of a battery string', () => {
  it('goes by the calendar at the temperature of its data sheet, and twice as fast ten kelvin above', () => {
    expect(batteryLife(string, [warm(4, 20)], years(4)).used).toBeCloseTo(0.4);
    const hot = batteryLife(string, [warm(4, 30)], years(4));
    expect(hot.used).toBeCloseTo(0.8);
    expect(hot.endsAt).toBeCloseTo(years(5), -8);
    expect(batteryLife({ ...string, referenceTemperature: 25 }, [warm(4, 25)], years(4)).used).toBeCloseTo(0.4);
  });

  it('is the sum over what it felt, not the life at the mean temperature', () => {
    const { used } = batteryLife(string, [warm(1, 10), warm(1, 40)], years(2));
    expect(used).toBeCloseTo(0.1 * 0.5 + 0.1 * 4);
  });

  it('takes the time without temperatures for alike, with the coverage beside it, and says nothing of too little', () => {
    const half = batteryLife(string, [warm(2, 30), warm(2, null)], years(4));
    expect(half).toMatchObject({ coverage: expect.closeTo(0.5), known: expect.closeTo(0.4), used: expect.closeTo(0.8) });
    const little = batteryLife(string, [warm(0.1, 30)], years(4));
    expect(little.used).toBeNull();
    expect(little.endsAt).toBeCloseTo(years(10), -8);
  });

  it('of other chemistry is that of the calendar', () => {
    expect(batteryLife({ ...string, type: 'li-ion' }, [warm(4, 40)], years(4))).toMatchObject({ used: null, replace: [] });
  });

  it.each([
    ['its day has come', { ...string, replaceBy: '2023-01-01' }, 4, 20, ['replace-by']],
    ['its design life is over', string, 10, 15, ['age']],
    ['the heat has used it', string, 5, 31, ['life-used']],
    ['nothing asks for it', { ...string, replaceBy: '2028-01-01' }, 5, 22, []],
  ])('ends when %s', (_, one, age, mean, replace) => {
    expect(batteryLife(one, [warm(age, mean)], years(age)).replace).toEqual(replace);
  });
});
