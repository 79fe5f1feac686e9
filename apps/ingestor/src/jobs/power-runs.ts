import { type Instant, isNews, openRun, type Recognition, type RunRecord, startRecognition } from '@wachter/core';
import type { Store } from '@wachter/services';
import type { LateRange } from '../pipeline/batch.ts';
import type { Job } from './jobs.ts';
import { createLateRanges, joined, united } from './late-ranges.ts';
import { recogniseShare, type Watch, watchesOf } from './power-watch.ts';

const SECOND = 1_000;
const DAY = 86_400 * SECOND;
/** What is younger may not be all there yet. */
const LAG_MS = 5 * SECOND;
/** A round goes on in shares of this until it has looked at so many readings: a day is caught up with in minutes, an empty one at once, and nobody waits. */
const SHARE_MS = 300 * SECOND;
const MOST_READINGS = 20_000;
/** Rest before a run: enough to know how things stood and how often they speak. */
const LEAD_MS = 120 * SECOND;
const RECENT_RUNS = 20;
/** A look back at what came late may find a run of which only the end was late: as many known runs are searched for its beginning. */
const KNOWN_RUNS = 200;

interface Progress {
  readonly memory: Recognition;
  /** Readings before this have been looked at. */
  readonly cursor: Instant;
  /** The last that was kept of the run that goes on. */
  readonly told: RunRecord | null;
}

/** A second look at a stretch of time that is behind the cursor. */
interface LookBack {
  readonly ranges: ReadonlyMap<number, LateRange>;
  readonly memory: Recognition;
  readonly cursor: Instant;
  readonly to: Instant;
}

type Stored = Pick<Parameters<Store['ingest']['commit']>[0]['readings'][number], 'pointId' | 'observedAt' | 'receivedAt'>;

/** `stored`: readings that are in storage now. `note`: stretches that an earlier process had not looked at. `waiting`: what is still to be looked at. */
export interface PowerRunsJob extends Job {
  readonly stored: (readings: readonly Stored[]) => void;
  readonly note: (ranges: ReadonlyMap<number, LateRange>, now: Instant) => void;
  readonly waiting: () => ReadonlyMap<number, LateRange>;
}

/**
 * Recognises runs of emergency power in stored readings and keeps them. Its memory is in the readings: after a start it goes through the last day
 * again, from before the run that was going on then, and what it finds a second time is kept once. What is stored behind its cursor is looked at
 * again from the last rest before it to the first rest after it, and gives the run a further version.
 */
export function powerRunsJob(store: Pick<Store, 'ingest' | 'site' | 'power'>): PowerRunsJob {
  let revision: string | null = null;
  let watches: ReadonlyMap<string, Watch> = new Map();
  const progress = new Map<string, Progress>();
  const looks = new Map<string, LookBack>();
  const late = createLateRanges();

  const lookAgain = async () => {
    const present = await store.ingest.directoryRevision();
    if (present === revision) return;
    watches = await watchesOf(store);
    revision = present;
  };
  const keep = async (siteId: string, runs: readonly RunRecord[], now: Instant): Promise<number> => {
    let kept = 0;
    for (const run of runs) if (await store.power.keepRun(siteId, run, now)) kept += 1;
    return kept;
  };
  const goOn = async (siteId: string, watch: Watch, now: Instant): Promise<Did | null> => {
    const known = progress.get(siteId) ?? (await beginAt(store, siteId, now));
    const until = Math.min(now - LAG_MS, known.cursor + SHARE_MS);
    if (until <= known.cursor) return null;
    const found = await recogniseShare(store, watch, { ...known, until });
    const { supply, windows } = watch;
    const context = { supply, windows };
    const open = until >= now - 2 * LAG_MS ? openRun(found.memory, context, until) : null;
    const news = open !== null && isNews(known.told, open) ? open : null;
    const kept = await keep(siteId, [...found.finished, ...(news ? [news] : [])], now);
    progress.set(siteId, { memory: found.memory, cursor: until, told: news ?? (open === null ? null : known.told) });
    return { kept, seen: found.seen };
  };
  const lookBack = async (siteId: string, watch: Watch, now: Instant): Promise<Did | null> => {
    const live = progress.get(siteId);
    if (!live) return null;
    const look = looks.get(siteId) ?? (await beginLook(store, siteId, { ranges: late.take(watch.points, now), live }));
    if (look === null) return null;
    looks.set(siteId, look);
    const until = Math.min(live.cursor, look.cursor + SHARE_MS);
    const found = await recogniseShare(store, watch, { ...look, until, restAfter: look.to });
    const kept = await keep(siteId, found.finished, now);
    if (found.isAtRest || until === live.cursor) looks.delete(siteId);
    else looks.set(siteId, { ...look, memory: found.memory, cursor: until });
    // Nothing rested in between: what goes on now is what began back there.
    if (!found.isAtRest && until === live.cursor) progress.set(siteId, { ...live, memory: found.memory });
    return { kept, seen: found.seen };
  };
  const round = async (now: Instant, step: typeof goOn): Promise<number> => {
    let kept = 0;
    for (const [siteId, watch] of watches) {
      for (let left = MOST_READINGS; left > 0; ) {
        const did = await step(siteId, watch, now);
        if (did === null) break;
        kept += did.kept;
        left -= Math.max(1, did.seen);
      }
    }
    return kept;
  };
  return {
    id: 'power-runs',
    everyMs: 5 * SECOND,
    run: async (now) => {
      await lookAgain();
      late.keepOnly((pointId) => [...watches.values()].some(({ points }) => points.has(pointId)));
      const kept = (await round(now, goOn)) + (await round(now, lookBack));
      return kept > 0 ? { kept } : null;
    },
    stored: (readings) => {
      const seenTo = Math.min(...[...progress.values()].map(({ cursor }) => cursor));
      for (const { pointId, observedAt, receivedAt } of readings) {
        if (observedAt < receivedAt - LAG_MS || observedAt < (progress.size > 0 ? seenTo : 0)) {
          late.add(pointId, { from: observedAt, to: observedAt }, receivedAt);
        }
      }
    },
    note: (ranges, now) => {
      for (const [pointId, range] of ranges) late.add(pointId, range, now);
    },
    waiting: () => united([...[...looks.values()].map(({ ranges }) => ranges), late.waiting()]),
  };
}

interface Did {
  readonly kept: number;
  readonly seen: number;
}

async function beginAt(store: Pick<Store, 'power'>, siteId: string, now: Instant): Promise<Progress> {
  const from = now - DAY;
  const runs = await store.power.runs({ siteId, limit: RECENT_RUNS });
  const through = runs.filter(({ record }) => record.startedAt < from && (record.endedAt ?? now) >= from);
  const cursor = Math.min(from, ...through.map(({ record }) => record.startedAt)) - LEAD_MS;
  return { memory: startRecognition, cursor, told: null };
}

interface LateAndLive {
  readonly ranges: ReadonlyMap<number, LateRange>;
  readonly live: Progress;
}

/** Begins before the stretch and before every run that touches it. Null: nothing is late, or the walk will come to it by itself. */
async function beginLook(store: Pick<Store, 'power'>, siteId: string, { ranges, live }: LateAndLive): Promise<LookBack | null> {
  const [first, ...others] = ranges.values();
  if (!first) return null;
  const { from, to } = others.reduce(joined, first);
  if (from >= live.cursor) return null;
  const known = await store.power.runs({ siteId, before: to + LEAD_MS, limit: KNOWN_RUNS });
  const touched = known.filter(({ record }) => (record.endedAt ?? live.cursor) >= from - LEAD_MS);
  const cursor = Math.min(from, ...touched.map(({ record }) => record.startedAt)) - LEAD_MS;
  return { ranges, memory: startRecognition, cursor, to };
}
