import { type Instant, type RuleRun, recordLate, replay, windowSecondsOf } from '@wachter/core';
import type { IngestStore } from '@wachter/services';
import type { Logger } from '../log.ts';
import type { LateRange } from '../pipeline/batch.ts';
import type { PointEntry } from '../pipeline/entries.ts';
import type { World } from '../pipeline/world.ts';
import { inputsOf, mergedInputs } from './inputs.ts';

/**
 * Looks back over readings that arrived out of order, once they are stored: an excursion nobody knew of is recorded as detected late.
 * It raises nothing that is live and changes no memory.
 */
export interface LateEvidence {
  readonly note: (ranges: ReadonlyMap<PointEntry, LateRange>) => void;
  readonly forget: () => void;
  readonly waiting: () => number;
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
const NOWHERE = { points: new Map<number, PointEntry>() };

export function createLateEvidence(settings: LateEvidenceSettings): LateEvidence {
  const ranges = new Map<PointEntry, LateRange>();
  let isWorking = false;

  const work = async () => {
    isWorking = true;
    for (let next = ranges.entries().next(); !next.done; next = ranges.entries().next()) {
      const [entry, range] = next.value;
      ranges.delete(entry);
      try {
        for (const run of entry.runs) if (run.rule.dueAt) await look(entry, run, range);
      } catch (error) {
        settings.log.warn(
          { point: entry.point.tag, error: String(error) },
          'late readings could not be looked over: trying again with the next',
        );
        ranges.set(entry, range);
        break;
      }
    }
    isWorking = false;
  };

  const look = async (entry: PointEntry, run: RuleRun, range: LateRange) => {
    const marginMs = (windowSecondsOf(run) + entry.point.staleSeconds) * 1000;
    const [from, to] = [range.from - marginMs, Math.min(range.to + marginMs, settings.now() + AHEAD_MS)];
    const inputs = inputsOf(settings.world() ?? NOWHERE, run);
    const ids = [entry, ...inputs].map(({ point }) => point.id);
    const readings = await settings.store.loadWindow(ids, from, to + 1);
    const readingsOf = (id: number) => readings.filter(({ pointId }) => pointId === id);
    const stored = mergedInputs(readingsOf(entry.point.id), inputs, readingsOf);
    const occurrences = replay(run, stored, range);
    if (occurrences.length === 0) return;
    const known = await settings.store.alarmsOverlapping(run.instance.id, from, to);
    settings.add((world) => {
      const current = entry.runs.find((one) => one.instance.id === run.instance.id)?.alarm;
      const context = { now: settings.now(), newId: world.newId };
      const { writes, journal } = recordLate(run, { occurrences, known: current ? [...known, current] : known }, context);
      world.batch.alarms.push(...writes);
      world.batch.journal.push(...journal);
      world.counts.alarmsOpened += writes.length;
    });
  };

  return {
    note: (added) => {
      for (const [entry, range] of added) {
        const before = ranges.get(entry);
        ranges.set(entry, {
          from: Math.min(range.from, before?.from ?? range.from),
          to: Math.max(range.to, before?.to ?? range.to),
        });
      }
      if (added.size > 0 && !isWorking) void work();
    },
    forget: () => ranges.clear(),
    waiting: () => ranges.size,
  };
}
