import { gensetLine, powerLine, powerThings } from '@wachter/core';
import { readLastTest } from '@wachter/services/power/last-test';
import { shownQuantities } from '../reads/quantities.ts';
import type { WallLines } from './define.ts';

/** Mains, transfer switches and UPSes; gensets, their fuel and their last test. */
export const powerLines: WallLines = async ({ context, siteId, model, states }) => {
  const equipment = model.equipment.filter((one) => one.siteId === siteId);
  const now = context.now();
  const things = powerThings({ equipment, points: model.points, states, quantities: shownQuantities() }, now);
  if (things.length === 0) return [];
  const last = await readLastTest(context, { siteId });
  return [...powerLine(things), ...gensetLine(things, last.ok ? last.value : null, now)];
};
