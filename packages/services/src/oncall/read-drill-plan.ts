import { type DrillPlan, type Instant, nextDrill, ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';

export const ReadDrillPlan = z.strictObject({ siteId: Id });

export interface PlannedDrill {
  readonly siteId: string;
  readonly plan: DrillPlan;
  readonly plannedBy: string;
  readonly nextAt: Instant | null;
}

/** When a site holds drills by itself, and when the next begins; null where nobody planned any. */
export const readDrillPlan = defineVerb({
  action: 'drill.read',
  input: ReadDrillPlan,
  run: async ({ store, now }, { siteId }): Promise<Result<PlannedDrill | null, NotFound>> => {
    const site = (await store.site.sites()).find(({ id }) => id === siteId);
    if (!site) return refuse(notFound('site', siteId));
    const row = (await store.notify.drillPlans()).find((one) => one.siteId === siteId);
    if (!row) return ok(null);
    const { plan, plannedBy } = row;
    return ok({ siteId, plan, plannedBy, nextAt: nextDrill(plan, site.timeZone, now()) });
  },
});
