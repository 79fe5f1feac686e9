import { type Alarm, equipmentIn, isPartOf, NEAR_RUN_MS } from '@wachter/core';
import { listAlarms } from '@wachter/services/alarm/list';
import type { Context } from '@wachter/services/context';
import type { StoredRun } from '@wachter/services/ports/power-store';
import { listRuns } from '@wachter/services/power/list-runs';

export interface RunAddress {
  readonly siteId: string;
  readonly runId: string;
}

const MOST_ALARMS = 200;
/** Runs of one site follow one another: the one that was under way is among the last few that had begun. */
const LAST_RUNS = 5;

/** Alarms of the equipment of a run that came in it, the newest first; none where they may not be seen. */
export async function readAlarmsOfRun(context: Context, { siteId, record }: StoredRun): Promise<readonly Alarm[]> {
  const to = record.endedAt === null ? context.now() : record.endedAt + NEAR_RUN_MS;
  const found = await listAlarms(context, { siteId, from: record.startedAt - NEAR_RUN_MS, to, limit: MOST_ALARMS });
  if (!found.ok) return [];
  const own = equipmentIn(record);
  const points = await context.store.site.points({ siteId });
  const mine = new Set(points.flatMap(({ id, equipmentId }) => (equipmentId !== null && own.has(equipmentId) ? [id] : [])));
  return found.value.alarms.filter(({ pointId }) => pointId !== null && mine.has(pointId));
}

/** The run that an alarm of its equipment came in; null when there is none, or it may not be seen. */
export async function readRunOfAlarm(context: Context, { siteId, pointId, raisedAt }: Alarm): Promise<RunAddress | null> {
  const equipment = pointId === null ? null : ((await context.store.site.point(pointId))?.equipmentId ?? null);
  if (equipment === null) return null;
  const found = await listRuns(context, { siteId, before: raisedAt + NEAR_RUN_MS + 1, limit: LAST_RUNS });
  const run = found.ok ? found.value.find(({ run: { record } }) => isPartOf(record, { equipment, at: raisedAt })) : undefined;
  return run ? { siteId, runId: run.run.runId } : null;
}
