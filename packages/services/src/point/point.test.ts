import type { Point } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { bench, refusal, value } from '../../test/context.ts';
import { raise } from '../../test/raise.ts';
import { importSite } from '../site/import.ts';
import { missingDewPoints } from './dew-point.ts';
import { editPoint } from './edit.ts';
import { placePoint } from './place.ts';
import { retirePoint } from './retire.ts';

const text = `version: 1
site: { slug: lab, name: Lab, timeZone: Europe/Amsterdam }
locations: [ { slug: hall, kind: room, name: Hall }, { slug: store, kind: room, name: Store } ]
devices: [ { id: env-1, dialect: native, name: Sensor, location: hall } ]
points:
  - { tag: hall/temp, name: T, device: env-1, channel: t, quantity: inlet-temperature, location: hall, place: { x: 0.1, y: 0.1 } }
  - { tag: hall/rh, name: RH, device: env-1, channel: rh, quantity: relative-humidity, location: hall }
  - { tag: hall/dew, name: DP, quantity: dew-point, location: hall, derived: { kind: dew-point, temperature: hall/temp, humidity: hall/rh } }
`;

async function lab() {
  const at = bench();
  value(await importSite(at.context, { text }));
  const { site } = at.context.store;
  const named = async (tag: string): Promise<Point> => {
    const point = await site.pointByTag(tag);
    if (!point) throw new Error(`no ${tag}`);
    return point;
  };
  const store = (await site.locations()).find((place) => place.slug === 'store')?.id ?? '';
  return { at, context: at.context, site, named, store };
}

describe('editPoint', () => {
  it('changes what is given, leaves the rest, and writes down both', async () => {
    const { context, named, store } = await lab();
    const before = await named('hall/temp');
    const { point } = value(await editPoint(context, { id: before.id, name: 'Inlet', sourceUnit: 'K', locationId: store }));
    expect(point).toEqual({ ...before, name: 'Inlet', sourceUnit: 'K', locationId: store });
    const [row] = await context.store.people.auditTrail({ objectKind: 'point', objectId: String(before.id), limit: 1 });
    expect(row).toMatchObject({ action: 'point.edit', before: { name: 'T' }, after: { name: 'Inlet' } });
  });

  it.each([
    ['another family', { quantity: 'relative-humidity' }, 'other-family'],
    ['an unknown quantity', { quantity: 'magic' }, 'unknown-quantity'],
    ['a unit that does not fit', { sourceUnit: 'Pa' }, 'unit-does-not-fit'],
    ['a tag that is taken', { tag: 'hall/rh' }, 'tag-taken'],
    ['a room that is not there', { locationId: '0197a000-0000-7000-8000-000000000000' }, 'not-found'],
    ['equipment that is not there', { equipmentId: '0197a000-0000-7000-8000-000000000000' }, 'not-found'],
    ['a name of two lines', { name: 'a\nb' }, 'invalid'],
    ['a stale time of nothing', { staleSeconds: 0 }, 'invalid'],
    ['a site slipped in', { siteId: null }, 'invalid'],
  ])('refuses %s', async (_, change, kind) => {
    const { context, named } = await lab();
    const before = await named('hall/temp');
    expect(refusal(await editPoint(context, { id: before.id, ...change })).kind).toBe(kind);
    expect(await named('hall/temp')).toEqual(before);
  });

  it('changes the quantity within its family', async () => {
    const { context, named } = await lab();
    const { id } = await named('hall/temp');
    expect(value(await editPoint(context, { id, quantity: 'return-temperature' })).point.quantity).toBe('return-temperature');
    expect(refusal(await editPoint(context, { id: 999, name: 'x' })).kind).toBe('not-found');
  });
});

describe('placePoint', () => {
  it('moves it on the plan and keeps height and rack', async () => {
    const { context, named, store } = await lab();
    const { id } = await named('hall/temp');
    value(await placePoint(context, { id, place: { heightMeters: 1.8, rack: 'A01' } }));
    expect(value(await placePoint(context, { id, place: { x: 0.9 }, locationId: store })).place).toEqual({
      ...{ x: 0.9, y: 0.1, heightMeters: 1.8, rack: 'A01' },
    });
    expect((await named('hall/temp')).locationId).toBe(store);
  });

  it('refuses a place outside the plan and a room of nowhere', async () => {
    const { context, named } = await lab();
    const { id } = await named('hall/temp');
    expect(refusal(await placePoint(context, { id, place: { x: 1.01 } })).kind).toBe('invalid');
    const locationId = '0197a000-0000-7000-8000-000000000000';
    expect(refusal(await placePoint(context, { id, place: {}, locationId })).kind).toBe('not-found');
    expect(refusal(await placePoint(context, { id: 999, place: {} })).kind).toBe('not-found');
  });
});

describe('retirePoint', () => {
  it('retires what is derived from it too, switches its rules off, and says so in the journal of an open alarm', async () => {
    const { context, site, named } = await lab();
    const rh = await named('hall/rh');
    const [rule] = await site.rules({ pointId: rh.id });
    if (!rule) throw new Error('no rule');
    const [id = ''] = await raise(context, rule);
    const { retired } = value(await retirePoint(context, { id: rh.id }));
    expect(retired).toEqual([rh.id, (await named('hall/dew')).id]);
    expect((await named('hall/dew')).status).toBe('retired');
    expect((await named('hall/temp')).status).toBe('active');
    expect((await site.rules({ pointId: rh.id })).every((one) => !one.isEnabled)).toBe(true);
    expect(await context.store.alarms.journal(id)).toMatchObject([
      { kind: 'rule-changed', comment: 'point retired', actor: 'Ada administrator' },
    ]);
    expect(refusal(await retirePoint(context, { id: rh.id }))).toEqual({ kind: 'point-retired', pointId: rh.id });
    expect(refusal(await editPoint(context, { id: rh.id, name: 'x' })).kind).toBe('point-retired');
    expect(refusal(await retirePoint(context, { id: 999 })).kind).toBe('not-found');
  });
});

describe('missingDewPoints', () => {
  const point = (id: number, quantity: string, more: Partial<Point> = {}): Point => ({
    ...{
      id,
      tag: `p${id}`,
      name: `p${id}`,
      siteId: 's',
      locationId: 'hall',
      equipmentId: null,
      deviceId: null,
      channel: null,
      quantity,
    },
    ...{ sourceUnit: null, intervalSeconds: 10, staleSeconds: 60, status: 'active', place: {}, derivedFrom: null },
    ...more,
  });
  const pairs = (points: readonly Point[]) => missingDewPoints(points).map((pair) => [pair.temperature.id, pair.humidity.id]);

  it.each<[string, Point[], number[][]]>([
    ['the same device', [point(1, 'temperature', { deviceId: 'd' }), point(2, 'relative-humidity', { deviceId: 'd' })], [[1, 2]]],
    [
      'the same spot of a room',
      [1, 2].map((n) =>
        point(n, n === 1 ? 'inlet-temperature' : 'relative-humidity', { deviceId: `d${n}`, place: { x: 0.5, y: 0.5 } }),
      ),
      [[1, 2]],
    ],
    [
      'two spots of a room',
      [1, 2].map((n) => point(n, n === 1 ? 'inlet-temperature' : 'relative-humidity', { place: { x: n / 10, y: 0.5 } })),
      [],
    ],
    [
      'two rooms',
      [point(1, 'temperature', { deviceId: 'd' }), point(2, 'relative-humidity', { deviceId: 'd', locationId: 'store' })],
      [],
    ],
    [
      'a point that is not approved',
      [point(1, 'temperature', { deviceId: 'd', status: 'new' }), point(2, 'relative-humidity', { deviceId: 'd' })],
      [],
    ],
    [
      'water, which says nothing of the air',
      [point(1, 'supply-water-temperature', { deviceId: 'd' }), point(2, 'relative-humidity', { deviceId: 'd' })],
      [],
    ],
    [
      'a dew point that is measured already',
      [
        point(1, 'temperature', { deviceId: 'd' }),
        point(2, 'relative-humidity', { deviceId: 'd' }),
        point(3, 'dew-point', { deviceId: 'd' }),
      ],
      [],
    ],
    [
      'a dew point that is derived already',
      [
        point(1, 'temperature', { deviceId: 'd' }),
        point(2, 'relative-humidity', { deviceId: 'd' }),
        point(3, 'dew-point', { derivedFrom: { kind: 'dew-point', temperature: 1, humidity: 2 } }),
      ],
      [],
    ],
    [
      'the nearest of three heights',
      [1, 2, 3]
        .map((n) => point(n, 'inlet-temperature', { deviceId: 'd', place: { heightMeters: n } }))
        .concat(point(4, 'relative-humidity', { deviceId: 'd', place: { heightMeters: 1.9 } })),
      [[2, 4]],
    ],
  ])('with %s', (_, points, expected) => {
    expect(pairs(points)).toEqual(expected);
  });
});
