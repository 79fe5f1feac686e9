import { type AnnouncedTest, ok, type Result, refuse, scenarioById } from '@wachter/core';
import { z } from 'zod';
import { actorName } from '../access/actor.ts';
import { Reason } from '../alarm/scope.ts';
import { auditOf, type Context } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id, Moment } from '../fields.ts';
import type { SiteReads } from '../ports/site-store.ts';
import { type NeedsSecondPerson, secondPersonFor } from '../redundancy/second-person.ts';
import { type Touched, whatIsTouched, workOfTest } from '../redundancy/touch.ts';
import { type Invalid, invalid, type NotFound, notFound } from '../refusal.ts';

const shortestMs = 60_000;
const longestMs = 24 * 3_600_000;

const planFields = {
  siteId: Id,
  scenario: z.string().min(1).max(20),
  equipment: z.array(Id).min(1).max(200),
  /** Missing: from now on. What began before that is no part of it. */
  from: Moment.optional(),
  until: Moment,
};

export const AnnounceTest = z.strictObject({
  ...planFields,
  /** Who does it and what is done. */
  note: Reason,
  /** Said by whoever has seen that other work takes the other side of a redundancy group, or too much of it, at the same time. */
  takesBothSides: z.boolean().default(false),
});

export type AnnounceRefusal = NotFound | Invalid | NeedsSecondPerson;

export interface Announcement {
  readonly test: AnnouncedTest;
  readonly touched: Touched;
}

/**
 * Announces a test before it begins: runs of its equipment in that time are the test, and what its scenario shows on purpose is booked to it and told to
 * nobody. Everything else stays an alarm. It starts nothing: Wachter only reads.
 */
export const announceTest = defineVerb({
  action: 'test.announce',
  input: AnnounceTest,
  run: (context, { note, takesBothSides, ...plan }): Promise<Result<Announcement, AnnounceRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const by = actorName(context.actor);
      const checked = await checkedPlan(context, tx, plan);
      if (!checked.ok) return checked;
      const test: AnnouncedTest = {
        ...checked.value,
        ...{ id: context.newId(), note, announcedAt: context.now(), announcedBy: by, cancelledAt: null, cancelledBy: null },
      };
      const touched = await whatIsTouched({ site: tx, live: context.store.live }, workOfTest(test), context.now());
      const alone = secondPersonFor(touched, by, takesBothSides);
      if (alone) return refuse(alone);
      await tx.putAnnouncedTest(test);
      const after = takesBothSides ? { ...test, takesBothSides } : test;
      await tx.audit(auditOf(context, { action: 'test.announce', objectKind: 'test', objectId: test.id, after }));
      return ok({ test, touched });
    }),
});

type Plan = Omit<z.output<typeof AnnounceTest>, 'note' | 'takesBothSides'>;

async function checkedPlan(
  context: Pick<Context, 'now'>,
  reads: SiteReads,
  { from: asked, ...plan }: Plan,
): Promise<Result<Pick<AnnouncedTest, 'siteId' | 'scenario' | 'equipment' | 'from' | 'until'>, NotFound | Invalid>> {
  const now = context.now();
  const from = asked ?? now;
  if (!(await reads.sites()).some(({ id }) => id === plan.siteId)) return refuse(notFound('site', plan.siteId));
  if (!scenarioById(plan.scenario)) return refuse(invalid('scenario', 'there is no such scenario'));
  const known = new Set((await reads.equipment(plan.siteId)).map(({ id }) => id));
  const strange = plan.equipment.find((id) => !known.has(id));
  if (strange !== undefined) return refuse(notFound('equipment', strange));
  if (from < now) return refuse(invalid('from', 'a test is announced before it begins'));
  if (plan.until - from < shortestMs || plan.until - from > longestMs) {
    return refuse(invalid('until', 'a test takes a minute to 24 hours'));
  }
  return ok({ ...plan, equipment: [...new Set(plan.equipment)], from });
}

export const PreviewTest = z.strictObject(planFields);

/** What a test would touch: redundancy groups, and other work of the same time. */
export const previewTest = defineVerb({
  action: 'test.announce',
  input: PreviewTest,
  run: async (context, plan): Promise<Result<Touched, NotFound | Invalid>> => {
    const checked = await checkedPlan(context, context.store.site, plan);
    if (!checked.ok) return checked;
    const work = workOfTest({ ...checked.value, id: '', cancelledAt: null });
    return ok({ ...(await whatIsTouched(context.store, work, context.now())), blind: [] });
  },
});
