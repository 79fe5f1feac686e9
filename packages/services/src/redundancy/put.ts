import { namedBy, type Point, RedundancyGroup, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import type { SiteTransaction } from '../ports/site-store.ts';
import { notFound } from '../refusal.ts';
import { putStatePoint, StatePoint, type StatePointRefusal } from './state-point.ts';

/** Members by the id of their equipment, device or point. */
export const PutRedundancyGroup = z.strictObject({ ...StatePoint.shape, group: RedundancyGroup });

/** Units that stand in for each other, as a point that holds their state. */
export const putRedundancyGroup = defineVerb({
  action: 'point.edit',
  input: PutRedundancyGroup,
  run: (context, { group, ...what }): Promise<Result<{ readonly point: Point }, StatePointRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const stranger = await firstStranger(tx, what.siteId, group);
      if (stranger) return refuse(notFound(stranger.kind, stranger.id));
      return putStatePoint(context, tx, { ...what, derivedFrom: { kind: 'redundancy', group } });
    }),
});

/** The first thing the group names that the site does not have; a group is no member of a group, nor is a chain. */
async function firstStranger(tx: SiteTransaction, siteId: string, group: RedundancyGroup) {
  const points = (await tx.points({ siteId })).filter(
    ({ derivedFrom }) => derivedFrom?.kind !== 'redundancy' && derivedFrom?.kind !== 'redundancy-chain',
  );
  const known = {
    equipment: new Set((await tx.equipment(siteId)).map((one) => one.id)),
    device: new Set((await tx.devices()).flatMap((one) => (one.siteId === siteId ? [one.id] : []))),
    point: new Set(points.flatMap((one) => (one.status === 'active' ? [String(one.id)] : []))),
  };
  return namedBy(group).find(({ kind, id }) => !known[kind].has(id)) ?? null;
}
