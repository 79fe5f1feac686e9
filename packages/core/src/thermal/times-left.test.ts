import { describe, expect, it } from 'vitest';
import type { PointState } from '../point/point.ts';
import { quantities as catalogue } from '../quantity/index.ts';
import { GOOD } from '../reading/quality.ts';
import type { ModelPoint, SiteModel } from '../site/site-model.ts';
import { type RoomCoolingState, roomCoolingCode } from './stored.ts';
import { sayTimeLeft } from './time-words.ts';
import { roomTimes, runningOut } from './times-left.ts';

const MINUTE = 60_000;
const now = Date.UTC(2026, 10, 25, 14, 40);
const room = (id: string, sortOrder: number): SiteModel['locations'][number] => ({
  ...{ id, siteId: 's', parentId: null, kind: 'room', slug: id, name: `Hall ${id}`, thermalClass: 'A1', plan: null, sortOrder },
});
const point = (id: number, quantity: string, at: Partial<ModelPoint>): ModelPoint => ({
  ...{ id, tag: `t${id}`, name: `p${id}`, locationId: null, equipmentId: null, deviceId: null, channel: null, quantity },
  ...{ status: 'active', intervalSeconds: 60, staleSeconds: 180, place: {}, limits: {}, isOccasional: false, ...at },
});
const model: SiteModel = {
  ...{ revision: '1', sites: [], devices: [], locations: [room('a', 0), room('b', 1)] },
  equipment: [
    {
      id: 'g',
      siteId: 's',
      locationId: null,
      kind: 'genset',
      slug: 'genset-1',
      name: 'Genset 1',
      rating: { ratedKw: 500, tankLitres: 1000, usableShare: 1 },
      fedBy: [],
    },
    { id: 'u', siteId: 's', locationId: null, kind: 'ups', slug: 'ups-a', name: 'UPS A', rating: null, fedBy: [] },
  ],
  points: [
    ...['a', 'b'].flatMap((locationId, n) => [
      point(n * 10 + 1, 'minutes-left', { locationId }),
      point(n * 10 + 2, 'minutes-left-latest', { locationId }),
      point(n * 10 + 3, 'room-cooling', { locationId }),
    ]),
    point(30, 'ups-state', { equipmentId: 'u' }),
    point(31, 'battery-runtime', { equipmentId: 'u' }),
    point(40, 'engine-state', { equipmentId: 'g' }),
    point(41, 'fuel-level', { equipmentId: 'g' }),
    point(42, 'generator-power', { equipmentId: 'g' }),
  ],
};
const states = (values: Readonly<Record<number, number>>, age = 0) =>
  new Map(
    Object.entries(values).map(([id, value]): [number, PointState] => [
      Number(id),
      { pointId: Number(id), value, quality: GOOD, observedAt: now - age, receivedAt: now - age, version: 1 },
    ]),
  );
const hall = (n: number, state: RoomCoolingState, earliest?: number, latest?: number) => ({
  [n * 10 + 3]: roomCoolingCode(state),
  ...(earliest === undefined || latest === undefined ? {} : { [n * 10 + 1]: earliest, [n * 10 + 2]: latest }),
});
const quantities = new Map(catalogue.map((quantity) => [quantity.id, quantity]));
const clock = (at: number) => new Date(at).toISOString().slice(11, 16);
const said = (values: Readonly<Record<number, number>>, age = 0) =>
  runningOut({ model, states: states(values, age), quantities }, now).map((time) => sayTimeLeft(time, 'en', clock));

describe('what runs out', () => {
  it('is nothing while rooms are cooled, and they say what they would have', () => {
    const calm = states({ ...hall(0, 'kept', 14.2, 21.6), ...hall(1, 'kept') });
    expect(runningOut({ model, states: calm, quantities }, now)).toEqual([]);
    expect(roomTimes(model, calm, now).map(({ band }) => band)).toEqual([{ earliest: 14.2, latest: 21.6 }, null]);
  });

  it('is said with its band to the limit of the class, and counts down by itself', () => {
    expect(said(hall(0, 'counting', 12.6, 16.2))).toEqual(['12–17 min to 32 °C']);
    expect(said(hall(0, 'counting', 12.6, 16.2), MINUTE)).toEqual(['11–16 min to 32 °C']);
    expect(said(hall(0, 'counting', 0.5, 1.2), 2 * MINUTE)).toEqual(['0 min to 32 °C']);
  });

  it('has the shortest first: what is over, what nobody can say, then minutes of rooms and batteries', () => {
    const both = { ...hall(0, 'counting', 12, 17), 30: 4, 31: 540 };
    expect(said(both)).toEqual(['9 min of battery', '12–17 min to 32 °C']);
    expect(said({ ...both, ...hall(1, 'too-little') })[0]).toMatch(/too little seen/);
    expect(said({ ...both, ...hall(1, 'exceeded', -9, -9) })[0]).toBe('above 32 °C since 14:31');
  });

  it('counts the fuel while a set carries load, in hours', () => {
    const onSets = { 40: 7, 41: 60, 42: 200 };
    expect(said(onSets)).toEqual(['10 h']);
    expect(said({ ...onSets, ...hall(0, 'counting', 12, 17), 30: 4, 31: 3_600 })).toEqual([
      '12–17 min to 32 °C',
      '60 min of battery',
      '10 h',
    ]);
    expect(said({ ...onSets, 40: 6 })).toEqual([]);
  });

  it('does not count a battery that is charged, nor what is old', () => {
    expect(said({ 30: 0, 31: 540 })).toEqual([]);
    expect(said(hall(0, 'counting', 12, 17), 4 * MINUTE)).toEqual([]);
    expect(roomTimes(model, states(hall(0, 'counting', 12, 17), 4 * MINUTE), now)[0]).toMatchObject({ state: null, band: null });
  });

  it.each([
    ['too-little', 'Te weinig'],
    ['stale', 'zwijgen'],
    ['poor-fit', 'grillig'],
    ['not-rising', 'niet warmer'],
    ['levels-off', 'onder 32 °C'],
    ['too-uncertain', 'onzeker'],
  ] as const)('says %s in Dutch', (state, words) => {
    const [time] = runningOut({ model, states: states(hall(0, state)), quantities }, now);
    expect(time && sayTimeLeft(time, 'nl', clock).toLowerCase()).toContain(words.toLowerCase());
  });
});
