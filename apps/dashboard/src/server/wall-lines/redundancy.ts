import { redundancyLine } from '@wachter/core';
import type { WallLines } from './define.ts';

/** The redundancy group that is worst off. A group without a place is of the one site there is. */
export const redundancyLines: WallLines = async ({ context, siteId, model, states }) => {
  const places = new Set(model.locations.flatMap((one) => (one.siteId === siteId ? [one.id] : [])));
  const isOnly = model.sites.length === 1;
  const own = model.points.filter(({ locationId }) => (locationId === null ? isOnly : places.has(locationId)));
  return redundancyLine(own, states, context.now());
};
