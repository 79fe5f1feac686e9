import { askedBy, ok, PlanEntry, planKey, type Result, refuse, testedKinds, testKindById } from '@wachter/core';
import { z } from 'zod';
import { actorName } from '../access/actor.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import type { StoredPlan } from '../ports/test-store.ts';
import { type Invalid, invalid, type NotFound, notFound } from '../refusal.ts';

/** The whole plan of a site. `basedOn`: the version that was looked at, 0 where there was none. */
export const PutTestPlan = z.strictObject({
  siteId: Id,
  basedOn: z.number().int().min(0),
  entries: z.array(PlanEntry).max(2000),
});

export type PutPlanRefusal =
  | NotFound
  | Invalid
  /** Somebody changed the plan after it was looked at. */
  | { readonly kind: 'plan-changed'; readonly by: string; readonly at: number };

/** Says which tests are asked of which equipment from when on. What was done already counts by itself. */
export const putTestPlan = defineVerb({
  action: 'plan.edit',
  input: PutTestPlan,
  run: (context, { siteId, basedOn, entries }): Promise<Result<StoredPlan, PutPlanRefusal>> =>
    context.store.site.transaction(async (tx) => {
      if (!(await tx.sites()).some(({ id }) => id === siteId)) return refuse(notFound('site', siteId));
      const [before] = await tx.testPlans(siteId);
      if ((before?.version ?? 0) !== basedOn) {
        return refuse({ kind: 'plan-changed', by: before?.recordedBy ?? '', at: before?.recordedAt ?? 0 });
      }
      const kinds = new Map((await tx.equipment(siteId)).map(({ id, kind }) => [id, kind]));
      const wrong = entries.map((entry, index) => wrongWith(entry, kinds.get(entry.equipmentId), `entries.${index}`));
      const first = wrong.find((one) => one !== null);
      if (first) return refuse(first);
      const keys = entries.map(planKey);
      const twice = keys.findIndex((key, index) => keys.indexOf(key) !== index);
      if (twice >= 0) return refuse(invalid(`entries.${twice}`, 'is there twice'));
      const by = { recordedAt: context.now(), recordedBy: actorName(context.actor) };
      const plan: StoredPlan = { siteId, version: basedOn + 1, entries, ...by };
      await tx.addTestPlan(plan);
      const what = { action: 'plan.edit', objectKind: 'plan', objectId: siteId };
      await tx.audit(auditOf(context, { ...what, ...(before ? { before: before.entries } : {}), after: entries }));
      return ok(plan);
    }),
});

function wrongWith(entry: PlanEntry, kind: string | undefined, path: string): NotFound | Invalid | null {
  if (kind === undefined) return notFound('equipment', entry.equipmentId);
  if (askedBy(entry) === null) return invalid(path, 'there is no such kind of test or rule set');
  const isTested = testedKinds.some((one) => one === kind) && testKindById(entry.kind)?.of === kind;
  return isTested ? null : invalid(path, 'this test is not asked of this kind of equipment');
}
