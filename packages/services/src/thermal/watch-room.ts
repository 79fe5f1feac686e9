import { type HeatObstacle, heatParts, heatSourcesOf, type Location, ok, type Point, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { quantityOf } from '../catalogue.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { freeTag } from '../point/dew-point.ts';
import type { SiteReads } from '../ports/site-store.ts';
import { type NotFound, notFound } from '../refusal.ts';
import { defaultRules } from '../rule/defaults.ts';

export const WatchRoom = z.strictObject({ locationId: Id });

export type WatchRoomRefusal =
  | NotFound
  | { readonly kind: 'room-lacks'; readonly lacks: HeatObstacle }
  | { readonly kind: 'already-watched'; readonly locationId: string };

/** Makes the points that hold the minutes left of a room, with their rules: from then on the room is learned and counted. */
export const watchRoom = defineVerb({
  action: 'point.edit',
  input: WatchRoom,
  run: (context, { locationId }): Promise<Result<{ readonly points: readonly Point[] }, WatchRoomRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const things = await readHeatThings(tx);
      const room = things.locations.find(({ id, kind }) => id === locationId && kind === 'room');
      if (!room) return refuse(notFound('location', locationId));
      const { lacks } = heatSourcesOf(things, room);
      if (lacks) return refuse({ kind: 'room-lacks', lacks });
      if (heldBy(things.points, room).length > 0) return refuse({ kind: 'already-watched', locationId });
      const taken = new Set(things.points.map(({ tag }) => tag));
      const points: Point[] = [];
      for (const id of Object.values(heatParts)) {
        const quantity = quantityOf(id);
        if (!quantity) continue;
        const point = await tx.putPoint({
          ...{ id: null, siteId: room.siteId, locationId, equipmentId: null, deviceId: null, channel: null, place: {} },
          ...{ tag: freeTag(`${room.slug}/${id}`, taken), name: `${room.name}, ${quantity.name.en}`, quantity: id },
          ...{ sourceUnit: null, intervalSeconds: quantity.intervalSeconds, staleSeconds: quantity.staleSeconds },
          ...{ status: 'active', derivedFrom: { kind: 'minutes-left' } },
        });
        for (const rule of defaultRules(context, { ...point, siteId: room.siteId }, quantity)) await tx.putRule(rule);
        points.push(point);
      }
      await tx.audit(auditOf(context, { action: 'thermal.watch', objectKind: 'location', objectId: locationId, after: points }));
      return ok({ points });
    }),
});

/** Points that hold the minutes of the room. */
export const heldBy = (points: readonly Point[], room: Pick<Location, 'id'>): readonly Point[] =>
  points.filter(
    ({ status, locationId, derivedFrom }) =>
      status !== 'retired' && locationId === room.id && derivedFrom?.kind === 'minutes-left',
  );

/** What `heatSourcesOf` looks at, of every site. */
export async function readHeatThings(reads: SiteReads) {
  const [points, locations, equipment] = await Promise.all([reads.points(), reads.locations(), reads.equipment()]);
  return { points, locations, equipment };
}
