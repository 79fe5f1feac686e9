import {
  type CoolingEpisode,
  type CoolingPlan,
  type CoolingStretch,
  coolingBy,
  findStretches,
  type HeatRoom,
  type Instant,
  learnEpisode,
} from '@wachter/core';
import { type HeatStore, type Range, readCoolers, readInlets, readLoadKw } from './heat-readings.ts';

const SECOND = 1_000;
const QUARTER = 900 * SECOND;
const DAY = 86_400 * SECOND;
/** A pass goes back so far when nothing was learned of the room yet, and so far when something was: late data come within a day, mostly. */
const [FIRST_PASS_MS, LATER_PASS_MS] = [400 * DAY, 26 * 3_600 * SECOND] as const;
/** Then comes the next pass; after a loss that ended already when the last values of it are stored. */
const [PASS_EVERY_MS, AFTER_LOSS_MS] = [6 * 3_600 * SECOND, 120 * SECOND] as const;
/** One round looks at so much of a pass. */
const SHARE_MS = 10 * DAY;
/** What is shorter is a switch-over, and no episode. */
const SHORTEST_KEPT_MS = 60 * SECOND;
const MOST_EPISODES = 50;
/** Values with which a cooler runs, as a state and as the speed of its fan in %; and below which the fan asks for a closer look. */
const [RUNNING, FULL_FAN, SLOWEST_FAN] = [1, 100, 10] as const;

interface Pass {
  readonly cursor: Instant | null;
  readonly nextAt: Instant;
}

/** Finds past losses of cooling in stored history and keeps what they teach. */
export interface Learning {
  /** Goes on with the pass that is due; how many episodes are new or better known. */
  readonly round: (room: HeatRoom, at: { readonly now: Instant; readonly hasEnded: boolean }) => Promise<number>;
  readonly episodesOf: (room: HeatRoom) => Promise<readonly CoolingEpisode[]>;
}

export function createLearning(store: HeatStore): Learning {
  const passes = new Map<string, Pass>();
  const known = new Map<string, readonly CoolingEpisode[]>();

  const episodesOf = async ({ roomId }: HeatRoom) => {
    const held = known.get(roomId);
    if (held) return held;
    const read = (await store.thermal.episodes(roomId, MOST_EPISODES)).map(({ episode }) => episode);
    known.set(roomId, read);
    return read;
  };
  return {
    episodesOf,
    round: async (room, { now, hasEnded }) => {
      const before = passes.get(room.roomId) ?? { cursor: null, nextAt: now };
      const pass = hasEnded ? { ...before, nextAt: Math.min(before.nextAt, now + AFTER_LOSS_MS) } : before;
      passes.set(room.roomId, pass);
      if (pass.cursor === null && now < pass.nextAt) return 0;
      const isFirst = (await episodesOf(room)).length === 0;
      const from = pass.cursor ?? now - (isFirst ? FIRST_PASS_MS : LATER_PASS_MS);
      const to = Math.min(now, from + SHARE_MS);
      let news = 0;
      for (const stretch of await stretchesIn(store, room, { from, to })) {
        if (stretch.to - stretch.from < SHORTEST_KEPT_MS) continue;
        const range = { from: stretch.from, to: stretch.to + 1 };
        const [inlets, loadKw] = await Promise.all([readInlets(store, room, range), readLoadKw(store, room, range)]);
        if (await store.thermal.keepEpisode(room, learnEpisode(stretch, inlets, loadKw), now)) news += 1;
      }
      passes.set(room.roomId, to < now ? { ...pass, cursor: to } : { cursor: null, nextAt: now + PASS_EVERY_MS });
      if (news > 0) known.delete(room.roomId);
      return news;
    },
  };
}

/** Whole stretches in [from, to]. Quarters of an hour in which enough coolers ran all the time need no closer look. */
async function stretchesIn(store: HeatStore, { cooling }: HeatRoom, range: Range): Promise<readonly CoolingStretch[]> {
  if (cooling === null) return [];
  const found: CoolingStretch[] = [];
  for (const { from, to } of merged(await suspectQuarters(store, cooling, range))) {
    const wider = { from: from - QUARTER, to: Math.min(range.to, to + QUARTER) };
    found.push(...findStretches(cooling, await readCoolers(store, cooling, wider), wider.to).closed);
  }
  return found;
}

/** Quarters in which cooling may have been lost, by the lowest and highest value of each cooler. */
async function suspectQuarters(store: HeatStore, cooling: CoolingPlan, { from, to }: Range): Promise<readonly Instant[]> {
  const start = Math.floor(from / QUARTER) * QUARTER;
  const count = Math.max(1, Math.ceil((to - start) / QUARTER));
  const ids = cooling.points.map(({ pointId }) => pointId);
  const history = await store.history.sparklines(ids, start, start + count * QUARTER, count);
  const troubled = new Map<Instant, Set<number>>();
  for (const { pointId, quantity } of cooling.points) {
    for (const { startsAt, minimum, maximum } of history.get(pointId) ?? []) {
      if (minimum === null || maximum === null || ranThrough(quantity, minimum, maximum)) continue;
      const quarter = Math.floor(startsAt / QUARTER) * QUARTER;
      troubled.set(quarter, (troubled.get(quarter) ?? new Set()).add(pointId));
    }
  }
  const fans = new Set(cooling.points.flatMap(({ pointId, quantity }) => (quantity === 'fan-speed' ? [pointId] : [])));
  const isLost = (points: ReadonlySet<number>) =>
    coolingBy(cooling, (id) => (points.has(id) ? 0 : fans.has(id) ? FULL_FAN : RUNNING)).state === 'lost';
  return [...troubled].flatMap(([quarter, points]) => (isLost(points) ? [quarter] : [])).sort((a, b) => a - b);
}

/** Codes of a cooler that cools are 1 and 2: a bucket that holds nothing else had no trouble in it. */
const ranThrough = (quantity: string, minimum: number, maximum: number): boolean =>
  quantity === 'fan-speed' ? minimum >= SLOWEST_FAN : minimum >= 1 && maximum <= 2;

/** Quarters that follow each other are one range. */
function merged(quarters: readonly Instant[]): readonly Range[] {
  const ranges: { from: Instant; to: Instant }[] = [];
  for (const at of quarters) {
    const last = ranges.at(-1);
    if (last && at - last.to <= QUARTER) last.to = at + QUARTER;
    else ranges.push({ from: at, to: at + QUARTER });
  }
  return ranges;
}
