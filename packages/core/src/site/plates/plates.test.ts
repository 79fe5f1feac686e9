import { describe, expect, it } from 'vitest';
import { equipmentKinds } from '../location.ts';
import { fuelTankPlate } from './fuel-tank.ts';
import { gensetPlate } from './genset.ts';
import { checkRating, plates } from './index.ts';

describe('nameplates', () => {
  it('are there for five kinds, one each', () => {
    expect(plates.map(({ kind }) => kind).toSorted()).toEqual(['ats', 'cooler', 'fuel-tank', 'genset', 'ups']);
    for (const { kind } of plates) expect(equipmentKinds).toContain(kind);
  });

  it('fill in their defaults when they are written', () => {
    expect(checkRating('genset', { ratedKw: 500 })).toEqual({ ok: true, value: { ratedKw: 500, usableShare: 0.9 } });
    expect(checkRating('door', null)).toEqual({ ok: true, value: null });
  });

  it.each([
    ['a power of nothing', 'genset', { ratedKw: 0 }, ['ratedKw']],
    ['a word we do not know', 'genset', { ratedKw: 500, torque: 3 }, []],
    ['more of a tank than there is', 'fuel-tank', { litres: 100, usableShare: 1.2 }, ['usableShare']],
    ['a battery of no known type', 'ups', { modules: 4, moduleKw: 80, strings: [{ type: 'potato' }] }, ['strings', 0, 'type']],
    ['a plate where there is none', 'door', { ratedKw: 3 }, []],
  ] as const)('refuse %s and say where', (_, kind, rating, path) => {
    const checked = checkRating(kind, rating);
    expect(checked.ok ? [] : checked.error[0]?.path).toEqual(path);
    expect(checked.ok).toBe(false);
  });

  it('are read again where they are used: what is not readable is not known', () => {
    expect(gensetPlate.of({ kind: 'genset', rating: { ratedKw: 500, usableShare: 0.8 } })?.ratedKw).toBe(500);
    expect(gensetPlate.of({ kind: 'genset', rating: { ratedKw: '500' } })).toBeNull();
    expect(gensetPlate.of({ kind: 'ups', rating: { ratedKw: 500 } })).toBeNull();
    expect(fuelTankPlate.of({ kind: 'fuel-tank', rating: null })).toBeNull();
  });
});
