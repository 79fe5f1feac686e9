import { type Point, RedundancyChain, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { notFound } from '../refusal.ts';
import { putStatePoint, StatePoint, type StatePointRefusal } from './state-point.ts';

/** Groups by the id of the point that holds their state. */
export const PutRedundancyChain = z.strictObject({ ...StatePoint.shape, chain: RedundancyChain });

/** Ways to the load made of groups, as a point that holds whether the load is served and with what margin. */
export const putRedundancyChain = defineVerb({
  action: 'point.edit',
  input: PutRedundancyChain,
  run: (context, { chain, ...what }): Promise<Result<{ readonly point: Point }, StatePointRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const groups = new Set(
        (await tx.points({ siteId: what.siteId })).flatMap(({ id, status, derivedFrom }) =>
          status === 'active' && derivedFrom?.kind === 'redundancy' ? [String(id)] : [],
        ),
      );
      const stranger = chain.paths.flatMap((path) => path.groups).find((id) => !groups.has(id));
      if (stranger !== undefined) return refuse(notFound('point', stranger));
      return putStatePoint(context, tx, { ...what, derivedFrom: { kind: 'redundancy-chain', chain } });
    }),
});
