import { describe, expect, it } from 'vitest';
import type { EquipmentKind } from '../../site/location.ts';
import { gensetLine, powerLine } from './lines.ts';
import type { PowerThing } from './thing.ts';

type Said = Readonly<Record<string, number | string | null>>;

const thing = (name: string, kind: EquipmentKind, said: Said, rating: PowerThing['rating'] = null): PowerThing => ({
  ...{ id: name, kind, name, fedBy: [], rating },
  readings: Object.entries(said).map(([quantity, value], pointId) => ({
    ...{ pointId, quantity, state: typeof value === 'string' ? value : null },
    value: typeof value === 'string' ? 0 : value,
  })),
});

const calm = [
  thing('Mains A', 'mains', { voltage: 231 }),
  thing('Mains B', 'mains', { voltage: 230 }),
  thing('Switch', 'ats', { 'ats-position': 'mains', power: 300_000 }),
  thing('UPS A', 'ups', { 'ups-state': 'on_line', 'ups-load': 41.2 }),
  thing('UPS B', 'ups', { 'ups-state': 'on_line', 'ups-load': 38 }),
];
const changed = (name: string, kind: EquipmentKind, said: Said) =>
  powerLine(calm.map((one) => (one.name === name ? thing(name, kind, said) : one)))[0];

describe('the line of the mains', () => {
  it('says in one breath how all of it stands, in both languages', () => {
    expect(powerLine(calm)).toEqual([
      {
        id: 'power',
        title: { en: 'MAINS', nl: 'NET' },
        sentence: { en: 'ok ─ ATS mains ─ UPS A 41 % ─ UPS B 38 %', nl: 'goed ─ ATS net ─ UPS A 41 % ─ UPS B 38 %' },
        state: 'normal',
      },
    ]);
    expect(powerLine([])).toEqual([]);
  });

  it.each([
    ['a feed that is lost', changed('Mains A', 'mains', { voltage: 0 }), 'Mains A lost', 'bad'],
    ['a feed that says nothing', changed('Mains A', 'mains', { voltage: null }), '? ─', 'unknown'],
    ['a switch on the gensets', changed('Switch', 'ats', { 'ats-position': 'generator' }), 'ATS gensets', 'bad'],
    [
      'a UPS on battery, and for how long',
      changed('UPS A', 'ups', { 'ups-state': 'on_battery', 'battery-runtime': 420 }),
      'UPS A on battery 7 min',
      'bad',
    ],
    ['a test, which is no trouble', changed('UPS A', 'ups', { 'ups-state': 'test_running' }), 'UPS A test', 'normal'],
    ['a UPS that says nothing', changed('UPS A', 'ups', { 'ups-state': null, 'ups-load': 40 }), 'UPS A ?', 'unknown'],
  ])('tells of %s', (_, line, words, state) => {
    expect(line?.sentence.en).toContain(words);
    expect(line?.state).toBe(state);
  });
});

describe('the line of the gensets', () => {
  const now = 20 * 86_400_000;
  const plate = { ratedKw: 500, tankLitres: 5000, usableShare: 0.9, litresPerKwh: 0.3 };
  const set = (name: string, said: Said) => thing(name, 'genset', { 'fuel-level': 90, ...said }, plate);
  const ready = { 'genset-mode': 'auto', 'engine-state': 'ready' };
  const line = (first: Said, second: Said = ready, at: number | null = now - 12.5 * 86_400_000) =>
    gensetLine([...calm, set('Genset 1', first), set('Genset 2', second)], at, now)[0];

  it('says readiness, hours of fuel and days since the last test', () => {
    expect(line(ready)?.sentence.en).toBe('ready · fuel 90 h · last test 12 days');
    expect(line(ready)?.sentence.nl).toBe('gereed · brandstof 90 u · laatste test 12 dagen');
    expect(line(ready, ready, null)?.sentence.en).toContain('no test yet');
    expect(gensetLine(calm, null, now)).toEqual([]);
  });

  it.each([
    ['a set that is not in auto', { ...ready, 'genset-mode': 'manual' }, 'Genset 1 NOT READY', 'bad'],
    ['a set that shut down', { ...ready, 'engine-state': 'shutdown' }, 'Genset 1 NOT READY', 'bad'],
    ['a set that says nothing', { ...ready, 'engine-state': null }, 'Genset 1 ?', 'unknown'],
    ['a tank that says nothing', { ...ready, 'fuel-level': null }, 'fuel ?', 'unknown'],
    ['sets on load', { ...ready, 'engine-state': 'loaded' }, 'on load', 'normal'],
  ])('tells of %s', (_, said, words, state) => {
    expect(line(said)?.sentence.en).toContain(words);
    expect(line(said)?.state).toBe(state);
  });
});
