import { type HeatObstacle, heatSourcesOf, ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import type { StoredEpisode } from '../ports/thermal-store.ts';
import { type NotFound, notFound } from '../refusal.ts';
import { heldBy, readHeatThings } from './watch-room.ts';

export const ReadRoomHeat = z.strictObject({ locationId: Id });

/** What is known of how a room warms up without cooling. */
export interface RoomHeat {
  /** Its minutes are counted. */
  readonly isWatched: boolean;
  /** Why they cannot be; null when they can. */
  readonly lacks: HeatObstacle | null;
  /** Highest allowable inlet temperature of its class, °C; null without a class. */
  readonly limitC: number | null;
  /** The newest first; those that taught nothing are among them, with the reason. */
  readonly episodes: readonly StoredEpisode[];
}

const MOST_EPISODES = 50;

/** How a room was learned. */
export const readRoomHeat = defineVerb({
  action: 'point.read',
  input: ReadRoomHeat,
  run: async (context, { locationId }): Promise<Result<RoomHeat, NotFound>> => {
    const things = await readHeatThings(context.store.site);
    const place = things.locations.find(({ id, kind }) => id === locationId && kind === 'room');
    if (!place) return refuse(notFound('location', locationId));
    const { room, lacks } = heatSourcesOf(things, place);
    return ok({
      ...{ isWatched: heldBy(things.points, place).length > 0, lacks },
      limitC: Number.isFinite(room.limitC) ? room.limitC : null,
      episodes: await context.store.thermal.episodes(locationId, MOST_EPISODES),
    });
  },
});
