import { gensetLine, hasRun, powerLine, powerThings } from '@wachter/core';
import { listRuns } from '@wachter/services/power/list-runs';
import { shownQuantities } from '../reads/quantities.ts';
import type { WallLines } from './define.ts';

const RUNS = 50;

/** Mains, transfer switches and UPSes; gensets, their fuel and their last test. */
export const powerLines: WallLines = async ({ context, siteId, model, states }) => {
  const equipment = model.equipment.filter((one) => one.siteId === siteId);
  const now = context.now();
  const things = powerThings({ equipment, points: model.points, states, quantities: shownQuantities() }, now);
  if (things.length === 0) return [];
  const runs = await listRuns(context, { siteId, limit: RUNS });
  const tests = (runs.ok ? runs.value : []).filter(({ run: { record } }) => record.kind === 'test' && record.sets.some(hasRun));
  return [...powerLine(things), ...gensetLine(things, tests[0]?.run.record.startedAt ?? null, now)];
};
