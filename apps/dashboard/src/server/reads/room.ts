import { type Equipment, type Location, type ModelPoint, ok, refuse, roomOf, type SiteModel } from '@wachter/core';
import type { Context } from '@wachter/services/context';
import { notFound } from '@wachter/services/refusal';
import { mayRead, type Read } from './read.ts';
import { readSiteModel } from './site-model.ts';

export interface RoomRead {
  readonly room: Location;
  readonly site: SiteModel['sites'][number];
  /** Active points of the room and of everything inside it. */
  readonly points: readonly ModelPoint[];
  readonly equipment: readonly Equipment[];
}

/** A room by its slug. */
export async function readRoom(context: Context, slug: string): Promise<Read<RoomRead>> {
  const model = await readSiteModel(context);
  if (!model.ok) return model;
  const room = model.value.locations.find((location) => location.kind === 'room' && location.slug === slug);
  const site = model.value.sites.find((one) => one.id === room?.siteId);
  if (!room || !site) return refuse(notFound('location', slug));
  const allowed = mayRead(context, 'location.read', { kind: 'location', id: room.id, siteId: room.siteId });
  if (!allowed.ok) return allowed;
  const isInside = (thing: { readonly locationId: string | null }) => roomOf(model.value, thing.locationId) === room.id;
  return ok({
    room,
    site,
    points: model.value.points.filter((point) => point.status === 'active' && isInside(point)),
    equipment: model.value.equipment.filter(isInside),
  });
}
