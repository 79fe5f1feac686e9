import { describe, expect, it } from 'vitest';
import type { EquipmentKind } from '../../site/location.ts';
import { oneLine } from './diagram.ts';
import { energised } from './energised.ts';
import { fuelHours } from './fuel.ts';
import type { PowerThing } from './thing.ts';

type Said = Readonly<Record<string, number | string | null>>;

/** A thing by `id:kind`; what it says by quantity: a number, the id of a state, or null for a silent point. */
function thing(
  name: `${string}:${EquipmentKind}`,
  fedBy: readonly string[],
  said: Said = {},
  rating: PowerThing['rating'] = null,
): PowerThing {
  const [id = '', kind = 'other'] = name.split(':');
  const readings = Object.entries(said).map(([quantity, value], index) => ({
    ...{ pointId: index, quantity, state: typeof value === 'string' ? value : null },
    value: typeof value === 'string' ? 0 : value,
  }));
  return { id, kind: kind as EquipmentKind, name: id, fedBy, rating, readings };
}

const site = (change: Readonly<Record<string, Said>> = {}): readonly PowerThing[] => [
  thing('mains:mains', [], change['mains'] ?? { voltage: 231 }),
  thing('genset:genset', ['tank'], change['genset'] ?? { 'generator-voltage': 0 }),
  thing('tank:fuel-tank', [], change['tank'] ?? { 'fuel-level': 80 }),
  thing('ats:ats', ['mains', 'genset'], change['ats'] ?? { 'ats-position': 'mains' }),
  thing('board:switchgear', ['ats']),
  thing('ups-a:ups', ['board'], change['ups-a'] ?? { 'ups-state': 'on_line' }),
  thing('ups-b:ups', ['board'], change['ups-b'] ?? { 'ups-state': 'on_line' }),
  thing('pdu-a:pdu', ['ups-a']),
  thing('pdu-b:pdu', ['ups-b']),
  thing('rack:load', ['pdu-a', 'pdu-b']),
];

const found = (change?: Readonly<Record<string, Said>>) => Object.fromEntries(energised(site(change)).of);

describe('what has power', () => {
  it('follows the switch: with the mains good the gensets stand ready behind an open contact', () => {
    const { of, open } = energised(site());
    expect(Object.fromEntries(of)).toMatchObject({ mains: 'live', genset: 'dead', ats: 'live', board: 'live', rack: 'live' });
    expect(open.get('ats')).toEqual(['genset']);
  });

  it('comes from the gensets when the switch stands on them', () => {
    const lost = { mains: { voltage: 0 }, genset: { 'generator-voltage': 230 }, ats: { 'ats-position': 'generator' } };
    expect(found(lost)).toMatchObject({ mains: 'dead', genset: 'live', ats: 'live', rack: 'live' });
    expect(energised(site(lost)).open.get('ats')).toEqual(['mains']);
  });

  it('is kept by a UPS on battery while its input is dead, and ends where its output is off', () => {
    const dark = { mains: { voltage: 0 }, 'ups-a': { 'ups-state': 'on_battery' }, 'ups-b': { 'ups-state': 'output_off' } };
    expect(found(dark)).toMatchObject({
      board: 'dead',
      'ups-a': 'live',
      'pdu-a': 'live',
      'ups-b': 'dead',
      'pdu-b': 'dead',
      rack: 'live',
    });
    expect(found({ ...dark, 'ups-a': { 'ups-state': 'output_off' } })).toMatchObject({ rack: 'dead' });
  });

  it('is unknown where nothing speaks for the present, and stays unknown behind it', () => {
    expect(found({ mains: { voltage: null } })).toMatchObject({
      mains: 'unknown',
      ats: 'unknown',
      board: 'unknown',
      rack: 'live',
    });
    expect(found({ 'ups-a': { 'ups-state': null } })).toMatchObject({ 'ups-a': 'unknown', 'pdu-a': 'unknown', rack: 'live' });
  });

  it('is unknown behind a switch of unknown position, unless both sides agree', () => {
    expect(found({ ats: { 'ats-position': null } })).toMatchObject({ ats: 'unknown' });
    expect(found({ ats: { 'ats-position': null }, mains: { voltage: 0 } })).toMatchObject({ ats: 'dead' });
    expect(found({ ats: { 'ats-position': 'fault' } })).toMatchObject({ ats: 'dead' });
  });

  it('is unknown at a load of which one side is dead and nothing is known of the other', () => {
    const half = { 'ups-a': { 'ups-state': 'output_off' }, 'ups-b': { 'ups-state': null } };
    expect(found(half)).toMatchObject({ 'pdu-a': 'dead', 'pdu-b': 'unknown', rack: 'unknown' });
  });

  it('is neither live nor dead at half the voltage', () => {
    expect(found({ mains: { voltage: 120 } })).toMatchObject({ mains: 'unknown' });
  });

  it('is that of the only mains, where the switch measures it, and of none of two', () => {
    const bare = { mains: {}, ats: { 'ats-position': 'mains', 'mains-voltage': 230 } };
    expect(found(bare)).toMatchObject({ mains: 'live' });
    expect(Object.fromEntries(energised([...site(bare), thing('second:mains', [])]).of)).toMatchObject({ mains: 'unknown' });
  });

  it('is unknown everywhere in a circle', () => {
    const loop = [thing('a:pdu', ['b']), thing('b:pdu', ['a'], { voltage: 230 })];
    expect([...energised(loop).of.values()]).toEqual(['unknown', 'unknown']);
  });
});

describe('the diagram', () => {
  it('says for each line what it carries, and which a switch has not chosen', () => {
    const { lines } = oneLine(site());
    expect(lines.find(({ target, source }) => target === 'ats' && source === 'genset')).toMatchObject({
      isOpen: true,
      energy: 'dead',
    });
    expect(lines.find(({ source }) => source === 'tank')).toMatchObject({ isFuel: true, energy: 'live' });
  });

  it('makes one box of four alike that feed nothing, with the gravest of what they are', () => {
    const coolers = [1, 2, 3, 4].map((n) => thing(`c${n}:cooler`, ['board']));
    const { boxes } = oneLine([...site(), ...coolers, thing('door:door', [])]);
    expect(boxes.find(({ kind }) => kind === 'cooler')).toMatchObject({ energy: 'live', members: coolers });
    expect(boxes.map(({ kind }) => kind)).not.toContain('door');
  });
});

describe('hours of fuel', () => {
  const plates = {
    set: { ratedKw: 500, tankLitres: 1000, usableShare: 0.9, litresPerKwh: 0.25 },
    tank: { litres: 2000, usableShare: 0.5 },
  };
  const fuel = (set: Said, tank: Said, ats: Said = { power: 300_000 }) =>
    fuelHours([
      thing('g:genset', ['t'], set, plates.set),
      thing('t:fuel-tank', [], tank, plates.tank),
      thing('a:ats', ['g'], ats),
    ]);

  it('are usable litres over what the sets use at the load of now', () => {
    const known = fuel({ 'fuel-level': 50 }, { 'fuel-level': 80 });
    expect(known).toMatchObject({ kind: 'known', litres: 450 + 800, loadKw: 300, isAssumed: false });
    expect(known.kind === 'known' && known.hours).toBeCloseTo(1250 / 75);
    expect(fuel({ 'fuel-level': 50, 'generator-power': 100 }, { 'fuel-level': 80 })).toMatchObject({ loadKw: 100 });
  });

  it.each([
    ['a tank says nothing', fuel({ 'fuel-level': 50 }, { 'fuel-level': null }), 'no-level'],
    ['nothing tells the load', fuel({ 'fuel-level': 50 }, { 'fuel-level': 80 }, {}), 'no-load'],
    ['nothing flows', fuel({ 'fuel-level': 50 }, { 'fuel-level': 80 }, { power: 0 }), 'no-load'],
    ['no tank is known', fuelHours(site()), 'no-tank'],
  ])('are refused where %s', (_, hours, why) => {
    expect(hours).toEqual({ kind: 'unknown', why });
  });
});
