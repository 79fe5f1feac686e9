import { freshAt, type Instant, type Reading, type RuleRun, rebuildMemory, startRun, windowSecondsOf } from '@wachter/core';
import type { IngestStore } from '@wachter/services';
import type { Logger } from '../log.ts';
import type { PointEntry } from '../pipeline/entries.ts';
import type { World } from '../pipeline/world.ts';
import { isPoint, post, type Start } from './guard.ts';

/** Source times up to a day ahead are stored (a clock that runs ahead); rows that share a bucket of this width are read together. */
const AHEAD_MS = 86_400_000;
const BUCKET_MS = 600_000;
/** A point silent for longer starts its rules afresh: no delay lasts a week. */
const OLDEST_MS = 7 * 86_400_000;

/**
 * Starts rules with the memory their predecessors had: the last window of stored readings of each point runs through them again,
 * counted back from its newest value. Nothing is written; what differs from the open alarms comes out at the next step.
 */
export async function startRules(
  world: World,
  starts: readonly Start[],
  how: { readonly store: IngestStore; readonly log: Logger; readonly now: Instant },
): Promise<void> {
  const readings = await loadWindows(starts, how);
  for (const start of starts) {
    const { guarded } = start;
    const own = isPoint(guarded) ? (readings.get(guarded.point.id) ?? []) : [];
    post(world, start, { log: how.log, rebuild: (run) => rebuildMemory(run, windowOf(run, own), how.now) });
    const last = own.at(-1);
    if (isPoint(guarded) && last) guarded.ruledAt = Math.max(guarded.ruledAt, freshAt(last), guarded.latest?.freshAt ?? 0);
  }
}

/** The part of the stored readings that the rule asked for, counted back from the newest. */
function windowOf(run: RuleRun, readings: readonly Reading[]): readonly Reading[] {
  const last = readings.at(-1);
  if (!last) return readings;
  const from = last.observedAt - windowSecondsOf(run) * 1000 - 1;
  const first = readings.findIndex(({ observedAt }) => observedAt >= from);
  return readings.slice(Math.max(0, first - 1));
}

async function loadWindows(
  starts: readonly Start[],
  { store, now }: { readonly store: IngestStore; readonly now: Instant },
): Promise<ReadonlyMap<number, readonly Reading[]>> {
  const groups = new Map<number, Set<number>>();
  for (const start of starts) {
    const from = isPoint(start.guarded) ? windowStart(start, start.guarded) : null;
    if (from === null || !isPoint(start.guarded) || from < now - OLDEST_MS) continue;
    const bucket = Math.floor(from / BUCKET_MS) * BUCKET_MS;
    groups.set(bucket, (groups.get(bucket) ?? new Set()).add(start.guarded.point.id));
  }
  const byPoint = new Map<number, Reading[]>();
  for (const [from, ids] of groups) {
    for (const reading of await store.loadWindow([...ids], from, now + AHEAD_MS)) {
      const list = byPoint.get(reading.pointId);
      if (list) list.push(reading);
      else byPoint.set(reading.pointId, [reading]);
    }
  }
  for (const list of byPoint.values()) list.sort((a, b) => a.observedAt - b.observedAt);
  return byPoint;
}

function windowStart({ instance, alarm }: Start, entry: PointEntry): Instant | null {
  if (!entry.latest) return null;
  const started = startRun(instance, alarm, entry.point);
  if (!started.ok || !started.value.rule.dueAt) return null;
  return entry.latest.observedAt - windowSecondsOf(started.value) * 1000;
}
