import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dewPoint } from './dew-point.ts';
import { formatValue } from './format.ts';
import { guessQuantity } from './guess.ts';
import { quantities, quantityById } from './index.ts';
import { stateByWire, stateGravity } from './state-by-wire.ts';

const quantity = (id: string) => {
  const found = quantityById(id);
  if (!found) throw new Error(id);
  return found;
};

describe('dewPoint', () => {
  it.each([
    [18, 41.1, 4.6],
    [20, 50, 9.27],
    [22, 45, 9.53],
    [24, 50, 12.95],
    [27, 60, 18.58],
    [27, 70, 21.06],
    [18, 8, -15.01],
    [32, 8, -5.63],
  ])('at %d °C and %d percent is %d °C', (temperature, humidity, expected) => {
    expect(dewPoint(temperature, humidity)).toBeCloseTo(expected, 2);
  });

  it('is nothing for dry air and impossible numbers', () => {
    for (const [t, h] of [
      [20, 0],
      [20, -1],
      [20, 101],
      [Number.NaN, 50],
      [20, Number.NaN],
      [500, 50],
    ] as const) {
      expect(dewPoint(t, h)).toBeNull();
    }
  });

  it('never lies above the air temperature and rises with humidity', () => {
    fc.assert(
      fc.property(fc.double({ min: -20, max: 60, noNaN: true }), fc.double({ min: 1, max: 99, noNaN: true }), (t, h) => {
        const low = dewPoint(t, h);
        const high = dewPoint(t, h + 1);
        return low !== null && high !== null && low <= t && high >= low - 0.001;
      }),
    );
  });
});

describe('stateByWire', () => {
  it.each([
    ['ups-state', 'OL', 'on_line'],
    ['ups-state', 'OL CHRG', 'on_line'],
    ['ups-state', 'OB DISCHRG', 'on_battery'],
    ['ups-state', 'OB LB', 'low_battery'],
    ['ups-state', 'ALARM OL RB', 'replace_battery'],
    ['ups-state', 'OL BYPASS', 'on_bypass'],
    ['ups-state', 'OL OVER', 'overload'],
    ['ups-state', 'OB CAL DISCHRG', 'test_running'],
    ['ups-state', 'OFF', 'output_off'],
    ['ups-state', 'on_battery', 'on_battery'],
    ['leak', true, 'wet'],
    ['leak', 'ON', 'wet'],
    ['leak', 'droog', 'dry'],
    ['leak', 0, 'dry'],
    ['leak-rope', 'err', 'cable-break'],
    ['leak-rope', 'cable_break', 'cable-break'],
    ['fire-panel', true, 'fire'],
    ['fire-panel', 'pre_alarm', 'pre-alarm'],
    ['door', 'DoorForcedOpen', 'forced'],
    ['cooler-state', true, 'running'],
    ['cooler-state', false, 'stopped'],
    ['genset-mode', 'AUT', 'auto'],
    ['engine-state', 'NotReady', 'not-ready'],
    ['ats-position', 'Utility', 'mains'],
    ['smoke', 'OFF', 'clear'],
  ] as const)('%s says %s: %s', (id, wire, state) => {
    const own = quantity(id);
    expect(own.states?.find((candidate) => candidate.code === stateByWire(own, wire))?.id).toBe(state);
  });

  it('knows no state for words and numbers it was not told', () => {
    expect(stateByWire(quantity('leak'), 'purple')).toBeNull();
    expect(stateByWire(quantity('leak'), 17)).toBeNull();
    expect(stateByWire(quantity('leak'), 0.5)).toBeNull();
    expect(stateByWire(quantity('inlet-temperature'), 'wet')).toBeNull();
  });

  it('never throws, whatever the wire says', () => {
    const stateful = quantities.filter((own) => own.kind === 'state');
    fc.assert(
      fc.property(fc.constantFrom(...stateful), fc.oneof(fc.string(), fc.double(), fc.boolean()), (own, value) => {
        const code = stateByWire(own, value);
        return code === null || own.states?.some((state) => state.code === code) === true;
      }),
    );
  });

  it('puts fire above every other condition of the panel', () => {
    const panel = quantity('fire-panel');
    const gravest = [...(panel.states ?? [])].sort((a, b) => stateGravity(panel, b.code) - stateGravity(panel, a.code))[0];
    expect(gravest?.id).toBe('fire');
    expect(stateGravity(panel, 99)).toBeGreaterThan(stateGravity(panel, gravest?.code ?? 0));
  });
});

describe('formatValue', () => {
  it.each([
    ['inlet-temperature', 27.44, 'en', '27.4 °C'],
    ['inlet-temperature', 27.44, 'nl', '27,4 °C'],
    ['inlet-temperature', -0.01, 'en', '0.0 °C'],
    ['relative-humidity', 45.2, 'en', '45 %'],
    ['hydrogen', 0.2, 'en', '0.2 %LEL'],
    ['oxygen', 20.9, 'nl', '20,9 % vol'],
    ['airflow', 1200, 'en', '1200 m³/h'],
    ['engine-starts', 12, 'en', '12'],
    ['leak', 1, 'en', 'wet'],
    ['leak', 1, 'nl', 'nat'],
    ['leak', 9, 'en', '9'],
  ] as const)('%s %d in %s is "%s"', (id, value, locale, text) => {
    expect(formatValue(quantity(id), value, locale)).toBe(text);
  });
});

describe('guessQuantity', () => {
  it.each([
    [{ channel: 'inlet-top', unit: '°C', family: 'temperature' }, 'inlet-temperature'],
    [{ channel: 'inlet-rh', unit: '%' }, 'relative-humidity'],
    [{ channel: 'DS18B20.Temperature', unit: 'C' }, 'temperature'],
    [{ channel: 'Environment/DewPoint' }, 'dew-point'],
    [{ channel: 'battery.charge', unit: '%' }, 'battery-charge'],
    [{ channel: 'battery', unit: '%' }, 'device-battery'],
    [{ channel: 'ups.status', value: 'OL CHRG' }, 'ups-state'],
    [{ channel: 'input.voltage', unit: 'V' }, 'input-voltage'],
    [{ channel: 'contact', value: true }, 'door'],
    [{ channel: 'water_leak', value: false }, 'leak'],
    [{ channel: 'Leak/Distance_cm', unit: 'cm' }, 'leak-distance'],
    [{ channel: 'smoke', value: true }, 'smoke'],
    [{ channel: 'smoke', unit: '%/m', value: 0.02 }, 'smoke-obscuration'],
    [{ channel: 'engine.oil_pressure', unit: 'kPa' }, 'oil-pressure'],
    [{ channel: 'gen.frequency', unit: 'Hz' }, 'generator-frequency'],
    [{ channel: 'co2', unit: 'ppm' }, 'carbon-dioxide'],
    [{ channel: 'x17', unit: '°C' }, 'temperature'],
    [{ channel: 'x17', family: 'moisture', value: true }, 'leak'],
    [{ channel: 'hot-aisle-1', family: 'inlet-temperature' }, 'inlet-temperature'],
    [{ channel: 'x17', value: true }, 'status'],
  ])('%j is probably %s', (clue, id) => {
    expect(guessQuantity(clue)?.id).toBe(id);
  });

  it('says nothing when nothing speaks for anything', () => {
    expect(guessQuantity({ channel: 'x17', value: 3 })).toBeNull();
    expect(guessQuantity({ channel: 'leak', unit: '°C', value: 3 })?.id).toBe('temperature');
  });

  it('never throws and always fits the unit', () => {
    fc.assert(
      fc.property(fc.string(), fc.option(fc.string(), { nil: undefined }), (channel, unit) => {
        guessQuantity({ channel, unit, value: channel });
        return true;
      }),
    );
  });
});
