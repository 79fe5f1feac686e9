import {
  type CoolingEpisode,
  findStretches,
  type HeatRoom,
  heatRoomsOf,
  type Instant,
  learnedFrom,
  type MinutesLeft,
  minutesLeft,
  settleMinutes,
} from '@wachter/core';
import type { HeatMemory } from './heat-memory.ts';
import { type HeatStore, readCoolers, readInlets, readLoadKw } from './heat-readings.ts';
import type { Job } from './jobs.ts';
import { createLearning } from './learn-rooms.ts';

const SECOND = 1_000;
/** A room that is cooled is looked at so often: what it would have changes slowly. */
const CALM_MS = 60 * SECOND;
/** How far back the beginning of a loss is looked for, and the inlets before it. */
const LOOK_BACK_MS = 24 * 3_600 * SECOND;
const LEAD_MS = 120 * SECOND;
/** A loss that goes on is judged by its last hour: what was before says nothing of the minutes to come. */
const LONGEST_LOOK_MS = 3_600 * SECOND;

/** What the job keeps of a room between two looks. */
interface Look {
  readonly at: Instant;
  readonly said: MinutesLeft;
  readonly lostSince: Instant | null;
}

/**
 * Learns how rooms warm up without cooling, from stored readings, and says how long each has: every round while cooling is lost, every minute else. Its memory
 * is in storage: after a start the beginning of a loss is found there, and what late data changed is learned anew.
 */
export function roomHeatJob(store: HeatStore, memory: HeatMemory): Job {
  let revision: string | null = null;
  const learning = createLearning(store);
  const looks = new Map<string, Look>();

  const lookAgain = async () => {
    const present = await store.ingest.directoryRevision();
    if (present === revision) return;
    const [{ points }, locations, equipment] = await Promise.all([
      store.ingest.loadDirectory(),
      store.site.locations(),
      store.site.equipment(),
    ]);
    memory.putRooms(heatRoomsOf({ points, locations, equipment }));
    revision = present;
  };
  return {
    id: 'room-heat',
    everyMs: 5 * SECOND,
    run: async (now) => {
      await lookAgain();
      let learned = 0;
      for (const room of memory.rooms()) {
        const seen = memory.coolingOf(room.roomId);
        if (seen === null) continue;
        const isLost = seen.cooling.state === 'lost';
        const before = looks.get(room.roomId) ?? null;
        const hasEnded = before !== null && before.lostSince !== null && !isLost;
        if (!isLost) learned += await learning.round(room, { now, hasEnded });
        if (!isLost && !hasEnded && before !== null && now - before.at < CALM_MS && now >= before.at) continue;
        const lostSince = isLost ? (before?.lostSince ?? (await lossOf(store, room, now)) ?? seen.lostSeenAt ?? now) : null;
        const said = await look(store, room, {
          now,
          lostSince,
          coolingLeft: seen.cooling.left,
          episodes: await learning.episodesOf(room),
        });
        const isSameLoss = lostSince !== null && before?.lostSince === lostSince;
        const settled = settleMinutes(isSameLoss ? before.said : null, said, now - (before?.at ?? now));
        looks.set(room.roomId, { at: now, said: settled, lostSince });
        memory.say(room.roomId, settled, now);
      }
      return learned > 0 ? { learned } : null;
    },
  };
}

/** Since when cooling is lost, by what is stored of the coolers. */
async function lossOf(store: HeatStore, room: HeatRoom, now: Instant): Promise<Instant | null> {
  if (room.cooling === null) return null;
  const values = await readCoolers(store, room.cooling, { from: now - LOOK_BACK_MS, to: now + 1 });
  return findStretches(room.cooling, values, now).open?.from ?? null;
}

interface LookAt {
  readonly now: Instant;
  readonly lostSince: Instant | null;
  readonly coolingLeft: number;
  readonly episodes: readonly CoolingEpisode[];
}

async function look(store: HeatStore, room: HeatRoom, { now, lostSince, coolingLeft, episodes }: LookAt): Promise<MinutesLeft> {
  const since = lostSince === null ? null : Math.max(lostSince, now - LONGEST_LOOK_MS);
  const range = { from: (since ?? now) - LEAD_MS, to: now + 1 };
  const [inlets, loadKw] = await Promise.all([readInlets(store, room, range), readLoadKw(store, room, range)]);
  return minutesLeft({
    ...{ now, limitC: room.limitC, lostSince: since, inlets },
    staleMs: Math.max(...room.inlets.map(({ staleMs }) => staleMs)),
    // Cooled, it is asked what would be if all of it stopped.
    learned: learnedFrom(episodes, { coolingLeft: lostSince === null ? 0 : coolingLeft, loadKw }),
  });
}
