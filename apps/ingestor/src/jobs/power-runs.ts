import {
  type EmergencySupply,
  type Instant,
  isNews,
  openRun,
  type PowerPoint,
  powerObservationOf,
  type Recognition,
  type RunRecord,
  samplesOf,
  startRecognition,
  stepRecognition,
  supplyOf,
} from '@wachter/core';
import type { Store } from '@wachter/services';
import type { Job } from './jobs.ts';

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

interface Watch {
  readonly supply: EmergencySupply;
  readonly points: ReadonlyMap<number, PowerPoint>;
}

interface Progress {
  readonly memory: Recognition;
  /** Readings before this have been looked at. */
  readonly cursor: Instant;
  /** The last that was kept of the run that goes on. */
  readonly told: RunRecord | null;
}

/**
 * Recognises runs of emergency power in stored readings and keeps them. Its memory is in the readings: after a start it goes through the last day
 * again, from before the run that was going on then, and what it finds a second time is kept once.
 */
export function powerRunsJob(store: Pick<Store, 'ingest' | 'site' | 'power'>): Job {
  let revision: string | null = null;
  let watches: ReadonlyMap<string, Watch> = new Map();
  const progress = new Map<string, Progress>();

  const lookAgain = async () => {
    const present = await store.ingest.directoryRevision();
    if (present === revision) return;
    watches = await watchesOf(store);
    revision = present;
  };
  const beginAt = async (siteId: string, now: Instant): Promise<Progress> => {
    const from = now - DAY;
    const runs = await store.power.runs({ siteId, limit: RECENT_RUNS });
    const through = runs.filter(({ record }) => record.startedAt < from && (record.endedAt ?? now) >= from);
    const cursor = Math.min(from, ...through.map(({ record }) => record.startedAt)) - LEAD_MS;
    return { memory: startRecognition, cursor, told: null };
  };
  const goOn = async (
    siteId: string,
    watch: Watch,
    now: Instant,
  ): Promise<{ readonly kept: number; readonly seen: number } | null> => {
    const known = progress.get(siteId) ?? (await beginAt(siteId, now));
    const until = Math.min(now - LAG_MS, known.cursor + SHARE_MS);
    if (until <= known.cursor) return null;
    const found = await recogniseShare(store, watch, { ...known, until });
    const context = { supply: watch.supply, windows: [] };
    const open = until >= now - 2 * LAG_MS ? openRun(found.memory, context, until) : null;
    const news = open !== null && isNews(known.told, open) ? open : null;
    let kept = 0;
    for (const run of [...found.finished, ...(news ? [news] : [])]) {
      if (await store.power.keepRun(siteId, run, now)) kept += 1;
    }
    progress.set(siteId, { memory: found.memory, cursor: until, told: news ?? (open === null ? null : known.told) });
    return { kept, seen: found.seen };
  };
  return {
    id: 'power-runs',
    everyMs: 5 * SECOND,
    run: async (now) => {
      await lookAgain();
      let kept = 0;
      for (const [siteId, watch] of watches) {
        for (let left = MOST_READINGS; left > 0; ) {
          const share = await goOn(siteId, watch, now);
          if (share === null) break;
          kept += share.kept;
          left -= share.seen;
        }
      }
      return kept > 0 ? { kept } : null;
    },
  };
}

async function watchesOf(store: Pick<Store, 'ingest' | 'site'>): Promise<ReadonlyMap<string, Watch>> {
  const [{ points, sites }, equipment] = await Promise.all([store.ingest.loadDirectory(), store.site.equipment()]);
  const watches = new Map<string, Watch>();
  for (const { id } of sites) {
    const own = points.flatMap(({ id: pointId, siteId, status, equipmentId, quantity, tag }) =>
      siteId === id && status === 'active' && equipmentId !== null && quantity !== null
        ? [{ pointId, equipmentId, quantity, tag }]
        : [],
    );
    const supply = supplyOf({ siteId: id, equipment: equipment.filter(({ siteId }) => siteId === id), points: own });
    if (supply === null) continue;
    const told = own.map(
      ({ pointId, equipmentId, quantity, tag }) => [pointId, { equipment: equipmentId, quantity, channel: tag }] as const,
    );
    watches.set(id, { supply, points: new Map(told) });
  }
  return watches;
}

interface Share extends Progress {
  readonly until: Instant;
}

/** Looks at the readings from the cursor up to `until`. */
async function recogniseShare(store: Pick<Store, 'ingest'>, { supply, points }: Watch, { memory: before, cursor, until }: Share) {
  const readings = await store.ingest.loadWindow([...points.keys()], cursor, until);
  const observations = readings.flatMap((reading) => {
    const point = points.get(reading.pointId);
    return (point && powerObservationOf(reading, point)) ?? [];
  });
  const finished: RunRecord[] = [];
  let memory = before;
  for (const sample of samplesOf(observations, supply)) {
    const step = stepRecognition(memory, sample, { supply, windows: [] });
    memory = step.memory;
    if (step.finished) finished.push(step.finished);
  }
  return { memory, finished, seen: readings.length };
}
