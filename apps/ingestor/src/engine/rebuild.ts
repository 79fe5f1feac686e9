import {
  freshAt,
  type Instant,
  type Reading,
  type RuleRun,
  rebuildMemory,
  startRun,
  windowSecondsOf,
  withRecorded,
} from '@wachter/core';
import type { IngestStore } from '@wachter/services';
import type { Logger } from '../log.ts';
import type { World } from '../pipeline/world.ts';
import { post, type Start } from './guard.ts';
import { isPoint } from './guarded.ts';
import { inOrder, inputsOf, isRuled, linkInputs, mergedInputs } from './inputs.ts';

/** Source times up to a day ahead are stored (a clock that runs ahead); rows that share a bucket of this width are read together. */
const AHEAD_MS = 86_400_000;
const BUCKET_MS = 600_000;
/** A point silent for longer starts its rules afresh: no delay lasts a week. */
const OLDEST_MS = 7 * 86_400_000;

/** When conditions changed lately, times of record ascending, by rule id. */
export type RecordedChanges = ReadonlyMap<string, readonly Instant[]>;

/**
 * Starts rules with the memory their predecessors had: the last window of stored readings of each point runs through them again,
 * counted back from its newest value, together with those of its inputs. Nothing is written; what differs from the open alarms comes out
 * at the next step.
 */
export async function startRules(
  world: World,
  starts: readonly Start[],
  how: { readonly store: IngestStore; readonly log: Logger; readonly now: Instant; readonly changes?: RecordedChanges },
): Promise<void> {
  const readings = await loadWindows(world, starts, how);
  for (const start of starts) {
    const { guarded } = start;
    const own = isPoint(guarded) ? (readings.get(guarded.point.id) ?? []) : [];
    const stored = (run: RuleRun) =>
      mergedInputs(windowOf(run, own), inputsOf(world, run), (id) => windowOf(run, readings.get(id) ?? [], own.at(-1)));
    post(world, start, {
      log: how.log,
      rebuild: (run) => withRecorded(rebuildMemory(run, stored(run), how.now), how.changes?.get(run.instance.id) ?? [], how.now),
    });
    const last = own.at(-1);
    if (isPoint(guarded) && last) guarded.ruledAt = Math.max(guarded.ruledAt, freshAt(last), guarded.latest?.freshAt ?? 0);
  }
  linkInputs(world);
}

/** The part of the stored readings that the rule asked for, counted back from the newest one of its own point. */
function windowOf(run: RuleRun, readings: readonly Reading[], newest = readings.at(-1)): readonly Reading[] {
  if (!newest) return readings;
  const from = freshAt(newest) - windowSecondsOf(run) * 1000 - 1;
  const first = readings.findIndex((reading) => freshAt(reading) >= from);
  return readings.slice(Math.max(0, (first < 0 ? readings.length : first) - 1));
}

async function loadWindows(
  world: World,
  starts: readonly Start[],
  { store, now }: { readonly store: IngestStore; readonly now: Instant },
): Promise<ReadonlyMap<number, readonly Reading[]>> {
  const groups = new Map<number, number[]>();
  for (const [id, from] of windowStarts(world, starts, now)) {
    const bucket = Math.floor(from / BUCKET_MS) * BUCKET_MS;
    groups.set(bucket, [...(groups.get(bucket) ?? []), id]);
  }
  const byPoint = new Map<number, Reading[]>();
  for (const [from, ids] of groups) {
    for (const reading of await store.loadWindow(ids, from, now + AHEAD_MS)) {
      if (!isRuled(reading)) continue;
      const list = byPoint.get(reading.pointId);
      if (list) list.push(reading);
      else byPoint.set(reading.pointId, [reading]);
    }
  }
  return new Map([...byPoint].map(([id, list]) => [id, inOrder(list)]));
}

/** From when on each point is needed, by the rule that looks back furthest. An input's last word before that still counts while it speaks. */
function windowStarts(world: World, starts: readonly Start[], now: Instant): ReadonlyMap<number, Instant> {
  const earliest = new Map<number, Instant>();
  const need = (id: number, from: Instant) => earliest.set(id, Math.min(from, earliest.get(id) ?? from));
  for (const { instance, alarm, guarded } of starts) {
    if (!isPoint(guarded) || !guarded.latest) continue;
    const started = startRun(instance, alarm, guarded.point);
    if (!started.ok || !started.value.rule.dueAt) continue;
    const windowMs = windowSecondsOf(started.value) * 1000;
    if (guarded.latest.freshAt - windowMs < now - OLDEST_MS) continue;
    const from = guarded.latest.observedAt - windowMs;
    need(guarded.point.id, from);
    for (const { point } of inputsOf(world, started.value)) need(point.id, from - point.staleSeconds * 1000);
  }
  return earliest;
}
