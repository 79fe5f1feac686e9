import { describe, expect, it } from 'vitest';
import { bench, refusal, value } from '../../test/context.ts';
import { exportSite } from '../site/export.ts';
import { importSite } from '../site/import.ts';
import { readRoomHeat } from './read-room.ts';
import { watchRoom } from './watch-room.ts';

const text = `version: 1
site: { slug: lab, name: Lab, timeZone: Europe/Amsterdam }
locations:
  - { slug: hall, kind: room, name: Hall, thermalClass: A2 }
  - { slug: row, kind: row, parent: hall, name: Row }
  - { slug: attic, kind: room, name: Attic }
equipment: [ { slug: crah, kind: cooler, location: hall, name: CRAH } ]
devices: [ { id: env, dialect: native, name: Sensor } ]
points:
  - { tag: inlet, name: Inlet, device: env, channel: t, quantity: inlet-temperature, location: row }
  - { tag: crah/state, name: State, device: env, channel: c, quantity: cooler-state, location: hall, equipment: crah }
`;

async function lab(from = text) {
  const { context } = bench();
  value(await importSite(context, { text: from }));
  const places = await context.store.site.locations();
  const idOf = (slug: string) => places.find((place) => place.slug === slug)?.id ?? '';
  return { context, idOf };
}

describe('watching a room', () => {
  it('makes the three points once, with the rule of the earliest, and says what is learned', async () => {
    const { context, idOf } = await lab();
    const locationId = idOf('hall');
    expect(value(await readRoomHeat(context, { locationId }))).toEqual({
      ...{ isWatched: false, lacks: null, limitC: 35, episodes: [] },
    });
    const { points } = value(await watchRoom(context, { locationId }));
    expect(points.map(({ tag, quantity }) => `${tag} ${quantity}`)).toEqual(
      ['minutes-left', 'minutes-left-latest', 'room-cooling'].map((id) => `hall/${id} ${id}`),
    );
    expect(await context.store.site.rules({ pointId: points[0]?.id ?? 0 })).toMatchObject([{ type: 'limit' }]);
    expect(value(await readRoomHeat(context, { locationId })).isWatched).toBe(true);
    expect(refusal(await watchRoom(context, { locationId })).kind).toBe('already-watched');
  });

  it('is refused where the room lacks what minutes are counted from, in the order in which it can be mended', async () => {
    const { context, idOf } = await lab();
    expect(refusal(await watchRoom(context, { locationId: idOf('attic') }))).toEqual({
      kind: 'room-lacks',
      lacks: 'no-thermal-class',
    });
    expect(refusal(await watchRoom(context, { locationId: idOf('row') })).kind).toBe('not-found');
    const bare = await lab(text.replace('quantity: inlet-temperature', 'quantity: temperature'));
    expect(refusal(await watchRoom(bare.context, { locationId: bare.idOf('hall') }))).toMatchObject({ lacks: 'no-inlets' });
    const still = await lab(text.replace('kind: cooler,', 'kind: ups,'));
    expect(refusal(await watchRoom(still.context, { locationId: still.idOf('hall') }))).toMatchObject({ lacks: 'no-coolers' });
  });

  it('comes out in the site file as it went in, and is refused there without its room or with another quantity', async () => {
    const { context, idOf } = await lab();
    value(await watchRoom(context, { locationId: idOf('hall') }));
    const out = value(await exportSite(context, { slug: 'lab' })).text;
    expect(out).toContain('minutes-left');
    const again = value(await importSite(context, { text: out, dryRun: true }));
    expect(again.plan).toEqual({ added: [], changed: [], removed: [] });
    const point = (more: string) => `${text}  - { tag: m, name: M, ${more}, derived: { kind: minutes-left } }\n`;
    const problems = async (file: string) => JSON.stringify(refusal(await importSite(context, { text: file, dryRun: true })));
    expect(await problems(point('quantity: minutes-left'))).toContain('belong to a room');
    expect(await problems(point('quantity: dew-point, location: hall'))).toContain('minutes left are held by');
  });
});
