import {
  freshAt,
  type Instant,
  type ReplayedOccurrence,
  type RuleInstance,
  type RuleRun,
  recordLate,
  relearn,
  replay,
  type StoredInput,
  stepRun,
  windowSecondsOf,
} from '@wachter/core';
import type { IngestStore } from '@wachter/services';
import type { Logger } from '../log.ts';
import type { LateRange } from '../pipeline/batch.ts';
import type { PointEntry } from '../pipeline/entries.ts';
import type { World } from '../pipeline/world.ts';
import { inputsOf, isRuled, mergedInputs } from './inputs.ts';
import { stepContext } from './step-context.ts';
import { collect } from './step-reading.ts';

/**
 * Looks back over readings that arrived out of order, once they are stored and no more of them come. An excursion nobody knew of that has ended is
 * recorded as detected late. Where the readings still matter to what a rule knows (they fall into its window or an open
 * alarm, or what began in them still holds) the rule learns its memory anew from storage, and says what is different.
 */
export interface LateEvidence {
  readonly note: (ranges: ReadonlyMap<PointEntry, LateRange>) => void;
  /** Looks over what has waited long enough. Call it about once a second. */
  readonly round: () => Promise<void>;
  readonly forget: () => void;
  /** Everything not looked over yet. */
  readonly waiting: () => ReadonlyMap<PointEntry, LateRange>;
}

export interface LateEvidenceSettings {
  readonly store: IngestStore;
  readonly log: Logger;
  readonly now: () => Instant;
  readonly world: () => World | null;
  /** Puts writes into the present batch; does nothing when this ingestor leads no more. */
  readonly add: (work: (world: World) => void) => void;
}

const AHEAD_MS = 86_400_000;
/** Part of a backlog tells half a story: it is heard to its end, or as far as it has come by then. */
const QUIET_MS = 2_000;
const PATIENCE_MS = 30_000;

interface Waiting extends LateRange {
  readonly since: Instant;
  readonly newestAt: Instant;
}

const NOWHERE = { points: new Map<number, PointEntry>() };

/** What storage says of a stretch of time, for one rule. */
interface Seen {
  readonly entry: PointEntry;
  readonly run: RuleRun;
  readonly inputs: readonly PointEntry[];
  readonly stored: readonly StoredInput[];
  /** Of every stored reading: `point id, source time`. */
  readonly keys: ReadonlySet<string>;
  readonly from: Instant;
  readonly to: Instant;
}

const isUnfinished = ({ clearedAt }: ReplayedOccurrence): boolean => clearedAt === null;

/** Has storage everything that the rule has seen? What came since may not be committed yet. */
function isComplete({ entry, inputs, keys, from }: Seen): boolean {
  const isStored = ({ point, ruledKey }: PointEntry) =>
    ruledKey === null || ruledKey < from || keys.has(`${point.id} ${ruledKey}`);
  return isStored(entry) && inputs.every(isStored);
}

/** A range of source times as our clock, and the rules with it, have them. */
function byOurClock(stored: readonly StoredInput[], { from, to }: LateRange): LateRange {
  const times = stored.filter(({ observedAt }) => observedAt >= from && observedAt <= to).map(freshAt);
  return times.length === 0 ? { from, to } : { from: Math.min(...times), to: Math.max(...times) };
}

/** Does what the rule knows, and what it says, begin after this range? */
function isOver({ ruledAt }: PointEntry, run: RuleRun, { to }: LateRange): boolean {
  return ruledAt > to + windowSecondsOf(run) * 1000 && (run.condition === null || run.condition.since > to);
}

/** The rule learns what it can know `at` this instant, and says what is different. False where storage has not seen all yet. */
function learnAnew(world: World, seen: Seen, at: Instant): boolean {
  const { entry, run, stored } = seen;
  const index = entry.runs.findIndex(({ instance }) => instance === run.instance);
  const present = entry.runs[index];
  // A rule that was changed meanwhile was started from storage.
  if (!present || stored.length === 0) return true;
  if (!isComplete(seen)) return false;
  const tick = { kind: 'tick', now: at, lastReceivedAt: null, isOnline: null } as const;
  entry.runs[index] = collect(world, stepRun(relearn(present, stored, at), tick, stepContext(world, at, false)));
  return true;
}

export function createLateEvidence(settings: LateEvidenceSettings): LateEvidence {
  const { store, now } = settings;
  const ranges = new Map<PointEntry, Waiting>();
  let isWorking = false;

  const isDue = ({ since, newestAt }: Waiting): boolean => now() - newestAt >= QUIET_MS || now() - since >= PATIENCE_MS;

  const work = async () => {
    for (const [entry, range] of [...ranges]) {
      if (!isDue(range)) continue;
      let isDone = true;
      for (const { instance } of entry.runs) if (!(await look(entry, instance, range))) isDone = false;
      // What came meanwhile, and what storage had not seen yet, is looked over with the rest.
      if (isDone && ranges.get(entry) === range) ranges.delete(entry);
    }
  };

  const load = async (entry: PointEntry, run: RuleRun, [from, to]: readonly [Instant, Instant]): Promise<Seen> => {
    const inputs = inputsOf(settings.world() ?? NOWHERE, run);
    const ids = [entry, ...inputs].map(({ point }) => point.id);
    const readings = await store.loadWindow(ids, from, to + 1);
    const readingsOf = (id: number) => readings.filter((reading) => reading.pointId === id && isRuled(reading));
    const keys = new Set(readings.map(({ pointId, observedAt }) => `${pointId} ${observedAt}`));
    return { keys, entry, run, inputs, stored: mergedInputs(readingsOf(entry.point.id), inputs, readingsOf), from, to };
  };

  /** False where it has to be done again. */
  const look = async (entry: PointEntry, instance: RuleInstance, range: LateRange): Promise<boolean> => {
    const run = entry.runs.find((one) => one.instance === instance);
    if (!run?.rule.dueAt) return true;
    const at = now();
    const marginMs = (windowSecondsOf(run) + entry.point.staleSeconds) * 1000;
    const [from, end] = [range.from - marginMs, at + AHEAD_MS];
    const near = await load(entry, run, [from, Math.min(range.to + marginMs, end)]);
    const around = byOurClock(near.stored, range);
    const past = replay(run, near.stored, { ...around, until: Math.min(near.to + around.to - range.to, at) });
    if (isOver(entry, run, around) && !past.some(isUnfinished)) {
      await record(near, past);
      return true;
    }
    const seen = near.to < end ? await load(entry, run, [from, end]) : near;
    await record(seen, replay(run, seen.stored, run.isTailLate ? around : { ...around, until: at }));
    let hasLearned = false;
    settings.add((world) => {
      hasLearned = world.points.get(entry.point.id) === entry && learnAnew(world, seen, at);
    });
    return hasLearned;
  };

  const record = async ({ entry, run }: Seen, occurrences: readonly ReplayedOccurrence[]) => {
    if (occurrences.every(isUnfinished)) return;
    const from = Math.min(...occurrences.map(({ raisedAt }) => raisedAt));
    const known = await store.alarmsOverlapping(run.instance.id, from, now());
    settings.add((world) => {
      if (world.points.get(entry.point.id) !== entry) return;
      const current = entry.runs.find((one) => one.instance.id === run.instance.id)?.alarm;
      const context = { now: now(), newId: world.newId };
      const { writes, journal } = recordLate(run, { occurrences, known: current ? [...known, current] : known }, context);
      world.batch.alarms.push(...writes);
      world.batch.journal.push(...journal);
      world.counts.alarmsOpened += writes.length;
    });
  };

  const take = (entry: PointEntry, { from, to }: LateRange) => {
    const before = ranges.get(entry);
    ranges.set(entry, {
      ...{ from: Math.min(from, before?.from ?? from), to: Math.max(to, before?.to ?? to) },
      ...{ since: before?.since ?? now(), newestAt: now() },
    });
  };

  return {
    note: (added) => {
      for (const [entry, range] of added) take(entry, range);
    },
    round: async () => {
      if (isWorking || ranges.size === 0) return;
      isWorking = true;
      try {
        await work();
      } catch (error) {
        settings.log.warn({ error: String(error) }, 'late readings could not be looked over: trying again');
      }
      isWorking = false;
    },
    forget: () => ranges.clear(),
    waiting: () => ranges,
  };
}
