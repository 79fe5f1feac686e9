import type { Cooling, HeatRoom, Instant, MinutesLeft } from '@wachter/core';

/** Cooling of a room as the engine sees it; `lostSeenAt`: when it first saw it lost. */
export interface SeenCooling {
  readonly cooling: Cooling;
  readonly lostSeenAt: Instant | null;
}

/**
 * What the engine and the job that learns rooms tell each other, in one process: the engine whether cooling is lost, the job which rooms there are
 * and how long they have. Nothing in it is lost with it: the job finds it again in storage.
 */
export interface HeatMemory {
  readonly rooms: () => readonly HeatRoom[];
  readonly putRooms: (rooms: readonly HeatRoom[]) => void;
  readonly noteCooling: (roomId: string, cooling: Cooling, at: Instant) => void;
  /** Null before the engine has looked. */
  readonly coolingOf: (roomId: string) => SeenCooling | null;
  readonly say: (roomId: string, said: MinutesLeft, at: Instant) => void;
  /** What was said last of the room, while it is young enough to hold. */
  readonly saidOf: (roomId: string, now: Instant) => MinutesLeft | null;
}

/** The job speaks every few seconds while cooling is lost and every minute else; what is older is of a job that hangs. */
const HOLDS_MS = 150_000;

export function createHeatMemory(): HeatMemory {
  let rooms: readonly HeatRoom[] = [];
  const seen = new Map<string, SeenCooling>();
  const said = new Map<string, { readonly said: MinutesLeft; readonly at: Instant }>();
  return {
    rooms: () => rooms,
    putRooms: (next) => {
      rooms = next;
      const known = new Set(next.map(({ roomId }) => roomId));
      for (const map of [seen, said]) for (const id of map.keys()) if (!known.has(id)) map.delete(id);
    },
    noteCooling: (roomId, cooling, at) => {
      const before = seen.get(roomId);
      const lostSeenAt = cooling.state === 'lost' ? (before?.lostSeenAt ?? at) : null;
      // What was said of a room that was cooled does not speak for one that is not, nor the other way round.
      if (before && (before.lostSeenAt === null) !== (lostSeenAt === null)) said.delete(roomId);
      seen.set(roomId, { cooling, lostSeenAt });
    },
    coolingOf: (roomId) => seen.get(roomId) ?? null,
    say: (roomId, minutes, at) => said.set(roomId, { said: minutes, at }),
    saidOf: (roomId, now) => {
      const last = said.get(roomId);
      return last && Math.abs(now - last.at) <= HOLDS_MS ? last.said : null;
    },
  };
}
