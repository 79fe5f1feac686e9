import { describe, expect, it } from 'vitest';
import { bench, refusal, value } from '../../test/context.ts';
import { addDevice } from '../device/add.ts';
import { deleteEquipment } from '../equipment/delete.ts';
import { putEquipment } from '../equipment/put.ts';
import { deleteLocation } from '../location/delete.ts';
import { putLocation } from '../location/put.ts';
import { createSite } from './create.ts';
import { editSite } from './edit.ts';
import { importSite } from './import.ts';

const nowhere = '0197a000-0000-7000-8000-000000000000';

async function lab() {
  const { context } = bench();
  const { site } = value(await createSite(context, { slug: 'lab', name: ' Lab ', timeZone: 'Europe/Amsterdam' }));
  const place = (kind: 'building' | 'room' | 'rack', slug: string, parentId: string | null = null) =>
    putLocation(context, { siteId: site.id, kind, slug, name: slug, parentId });
  const building = value(await place('building', 'b1')).location;
  const room = value(await place('room', 'hall', building.id)).location;
  return { context, site, place, building, room };
}

describe('sites', () => {
  it('are made and edited, trimmed, with before and after in the audit trail', async () => {
    const { context, site } = await lab();
    expect(site.name).toBe('Lab');
    expect(value(await editSite(context, { id: site.id, timeZone: 'UTC' })).site).toEqual({ ...site, timeZone: 'UTC' });
    const trail = await context.store.people.auditTrail({ objectKind: 'site', objectId: site.id, limit: 9 });
    expect(trail.map((row) => row.action)).toEqual(['site.edit', 'site.create']);
    expect(trail[0]).toMatchObject({ before: { timeZone: 'Europe/Amsterdam' }, after: { timeZone: 'UTC' } });
  });

  it.each([
    ['a slug with blanks', { slug: 'my site' }],
    ['a slug with a line end', { slug: 'site\n' }],
    ['a time zone of nowhere', { timeZone: 'Mars/Olympus' }],
    ['an empty name', { name: '  ' }],
    ['a name that turns the text around', { name: 'a\u202Eb' }],
  ])('refuse %s', async (_, change) => {
    const site = { slug: 'lab', name: 'Lab', timeZone: 'UTC', ...change };
    expect(refusal(await createSite(bench().context, site)).kind).toBe('invalid');
  });

  it('refuse a slug that is taken', async () => {
    const { context, site } = await lab();
    const second = value(await createSite(context, { slug: 'two', name: 'Two', timeZone: 'UTC' })).site;
    expect(refusal(await createSite(context, { slug: 'lab', name: 'x', timeZone: 'UTC' })).kind).toBe('slug-taken');
    expect(refusal(await editSite(context, { id: second.id, slug: 'lab' })).kind).toBe('slug-taken');
    expect(value(await editSite(context, { id: site.id, slug: 'lab' })).site.slug).toBe('lab');
    expect(refusal(await editSite(context, { id: nowhere })).kind).toBe('not-found');
  });
});

describe('putLocation', () => {
  it('makes, then replaces as a whole', async () => {
    const { context, room } = await lab();
    const plan = {
      widthMeters: 10,
      depthMeters: 8,
      shapes: [{ kind: 'rack' as const, x: 1, y: 1, width: 0.6, depth: 1.1, label: 'A01' }],
    };
    const changed = value(await putLocation(context, { ...room, thermalClass: 'A1', plan, sortOrder: 3 })).location;
    expect(await context.store.site.locations()).toContainEqual(changed);
    expect(changed).toMatchObject({ id: room.id, plan, thermalClass: 'A1' });
  });

  it('refuses a place within itself, a plan outside a room, a slug twice, and what is not there', async () => {
    const { context, site, place, building, room } = await lab();
    expect(refusal(await putLocation(context, { ...building, parentId: room.id }))).toEqual({
      kind: 'own-parent',
      id: building.id,
    });
    expect(refusal(await putLocation(context, { ...room, parentId: room.id })).kind).toBe('own-parent');
    const plan = { widthMeters: 1, depthMeters: 1, shapes: [] };
    expect(refusal(await putLocation(context, { ...building, plan })).kind).toBe('invalid');
    expect(refusal(await place('room', 'hall')).kind).toBe('slug-taken');
    expect(refusal(await place('rack', 'r1', nowhere)).kind).toBe('not-found');
    expect(refusal(await putLocation(context, { ...room, id: nowhere, slug: 'x' })).kind).toBe('not-found');
    expect(refusal(await putLocation(context, { ...room, siteId: nowhere })).kind).toBe('not-found');
    const other = value(await createSite(context, { slug: 'two', name: 'Two', timeZone: 'UTC' })).site;
    expect(refusal(await putLocation(context, { ...room, siteId: other.id, parentId: null }))).toEqual({
      kind: 'other-site',
      id: room.id,
    });
    expect(
      refusal(await putLocation(context, { siteId: other.id, kind: 'room', slug: 'x', name: 'x', parentId: building.id })).kind,
    ).toBe('not-found');
    expect((await context.store.site.locations(site.id)).map((one) => one.slug)).toEqual(['b1', 'hall']);
  });
});

describe('deleteLocation', () => {
  it('is refused while anything lies there, and says how much', async () => {
    const { context, site, building, room } = await lab();
    expect(refusal(await deleteLocation(context, { id: building.id }))).toMatchObject({ contents: { locations: 1 } });
    const thing = value(
      await putEquipment(context, { siteId: site.id, locationId: room.id, kind: 'ups', slug: 'ups', name: 'UPS' }),
    ).equipment;
    value(await addDevice(context, { id: 'env-1', name: 'x', dialect: 'native', locationId: room.id, siteId: site.id }));
    expect(refusal(await deleteLocation(context, { id: room.id }))).toEqual({
      ...{ kind: 'not-empty', id: room.id, contents: { points: 0, devices: 1, equipment: 1, locations: 0 } },
    });
    await context.store.site.transaction(async (tx) => {
      const device = await tx.device('env-1');
      if (device) await tx.putDevice({ ...device, locationId: null });
    });
    value(await deleteEquipment(context, { id: thing.id }));
    value(await deleteLocation(context, { id: room.id }));
    expect((await context.store.site.locations()).map((one) => one.slug)).toEqual(['b1']);
    expect(refusal(await deleteLocation(context, { id: room.id })).kind).toBe('not-found');
  });

  it('is refused while it has points, retired ones included', async () => {
    const { context } = bench();
    const text = (points: string) =>
      `version: 1\nsite: { slug: s, name: S, timeZone: UTC }\nlocations: [{ slug: hall, kind: room, name: Hall }]\ndevices: [{ id: env-1, dialect: native, name: x }]\npoints: ${points}\n`;
    value(
      await importSite(context, {
        text: text('[{ tag: a, name: a, device: env-1, channel: a, quantity: temperature, location: hall }]'),
      }),
    );
    value(await importSite(context, { text: text('[]') }));
    const [hall] = await context.store.site.locations();
    expect(refusal(await deleteLocation(context, { id: hall?.id ?? '' }))).toMatchObject({ contents: { points: 1 } });
  });
});

describe('equipment', () => {
  it('is made, moved and deleted', async () => {
    const { context, site, room } = await lab();
    const thing = value(await putEquipment(context, { siteId: site.id, kind: 'cooler', slug: 'crah', name: 'CRAH' })).equipment;
    const moved = value(await putEquipment(context, { ...thing, locationId: room.id })).equipment;
    expect(await context.store.site.equipment(site.id)).toEqual([moved]);
    value(await deleteEquipment(context, { id: thing.id }));
    expect(await context.store.site.equipment()).toEqual([]);
    expect(refusal(await deleteEquipment(context, { id: thing.id })).kind).toBe('not-found');
  });

  it('keeps its nameplate with the defaults of its kind, and refuses one that its kind does not have', async () => {
    const { context, site } = await lab();
    const ask = { siteId: site.id, kind: 'genset' as const, slug: 'g', name: 'Genset' };
    const { equipment } = value(await putEquipment(context, { ...ask, rating: { ratedKw: 500 } }));
    expect(equipment.rating).toEqual({ ratedKw: 500, usableShare: 0.9 });
    expect(await context.store.site.equipment(site.id)).toEqual([equipment]);
    expect(refusal(await putEquipment(context, { ...ask, slug: 'h', rating: { ratedKw: -1 } }))).toMatchObject({
      kind: 'invalid',
      issues: [{ path: 'rating.ratedKw' }],
    });
    const door = { ...ask, slug: 'd', kind: 'door' as const, rating: { ratedKw: 1 } };
    expect(refusal(await putEquipment(context, door))).toMatchObject({ kind: 'invalid', issues: [{ path: 'rating' }] });
  });

  it('is fed by a list of others, never by itself or by what it feeds, and by nothing of another site', async () => {
    const { context, site } = await lab();
    const put = (slug: string, fedBy: readonly string[], id?: string) =>
      putEquipment(context, { siteId: site.id, kind: 'switchgear', slug, name: slug, fedBy, ...(id ? { id } : {}) });
    const a = value(await put('a', [])).equipment;
    const b = value(await put('b', [])).equipment;
    const c = value(await put('c', [b.id, a.id, b.id])).equipment;
    expect(c.fedBy).toEqual([b.id, a.id]);
    expect(await context.store.site.equipment(site.id)).toContainEqual(c);
    expect(refusal(await put('a', [c.id], a.id))).toEqual({
      kind: 'fed-by-itself',
      ids: [c.id, a.id],
    });
    expect(refusal(await put('b', [b.id], b.id))).toEqual({ kind: 'fed-by-itself', ids: [b.id] });
    const other = value(await createSite(context, { slug: 'two', name: 'Two', timeZone: 'UTC' })).site;
    const abroad = { siteId: other.id, kind: 'pdu' as const, slug: 'p', name: 'P', fedBy: [a.id] };
    expect(refusal(await putEquipment(context, abroad))).toMatchObject({ kind: 'not-found', id: a.id });
    value(await deleteEquipment(context, { id: b.id }));
    expect((await context.store.site.equipment(site.id)).find(({ id }) => id === c.id)?.fedBy).toEqual([a.id]);
  });

  it('refuses a slug twice, a room of nowhere, another site, and to go while points refer to it', async () => {
    const { context, site } = await lab();
    const ask = { siteId: site.id, kind: 'cooler' as const, slug: 'crah', name: 'CRAH' };
    const thing = value(await putEquipment(context, ask)).equipment;
    expect(refusal(await putEquipment(context, ask)).kind).toBe('slug-taken');
    expect(refusal(await putEquipment(context, { ...ask, slug: 'x', locationId: nowhere })).kind).toBe('not-found');
    expect(refusal(await putEquipment(context, { ...ask, slug: 'x', siteId: nowhere })).kind).toBe('not-found');
    expect(refusal(await putEquipment(context, { ...ask, slug: 'x', id: nowhere })).kind).toBe('not-found');
    const other = value(await createSite(context, { slug: 'two', name: 'Two', timeZone: 'UTC' })).site;
    expect(refusal(await putEquipment(context, { ...thing, siteId: other.id })).kind).toBe('other-site');
    await context.store.site.transaction(async (tx) => {
      const bare = {
        name: 'p',
        locationId: null,
        deviceId: null,
        channel: null,
        quantity: null,
        sourceUnit: null,
        derivedFrom: null,
      };
      await tx.putPoint({
        ...bare,
        id: null,
        tag: 'p',
        siteId: site.id,
        equipmentId: thing.id,
        intervalSeconds: 1,
        staleSeconds: 1,
        status: 'active',
        place: {},
      });
    });
    expect(refusal(await deleteEquipment(context, { id: thing.id }))).toEqual({ kind: 'has-points', id: thing.id, points: 1 });
  });
});
