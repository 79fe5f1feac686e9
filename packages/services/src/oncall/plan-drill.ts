import { DrillPlan, type Instant, nextDrill, ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { actorName } from '../access/actor.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';

export const PlanDrill = z.strictObject({ siteId: Id, plan: DrillPlan.nullable() });

/** When a site holds drills by itself; null: no more. What fell due before the change is not made up for. Gives when the next begins. */
export const planDrill = defineVerb({
  action: 'drill.plan',
  input: PlanDrill,
  run: async (context, { siteId, plan }): Promise<Result<{ readonly nextAt: Instant | null }, NotFound>> => {
    const { store, now } = context;
    const site = (await store.site.sites()).find(({ id }) => id === siteId);
    if (!site) return refuse(notFound('site', siteId));
    const before = (await store.notify.drillPlans()).find((row) => row.siteId === siteId)?.plan ?? null;
    const record = auditOf(context, { action: 'drill.plan', objectKind: 'site', objectId: siteId, before, after: plan });
    if (plan === null) {
      return (await store.notify.deleteDrillPlan(siteId, record)) ? ok({ nextAt: null }) : refuse(notFound('drill', siteId));
    }
    await store.notify.putDrillPlan({ siteId, plan, plannedAt: now(), plannedBy: actorName(context.actor) }, record);
    return ok({ nextAt: nextDrill(plan, site.timeZone, now()) });
  },
});
