import { isMadeOf, ok, type Point, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { actorName } from '../access/actor.ts';
import { auditOf, type Context } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import type { SiteTransaction } from '../ports/site-store.ts';
import { type NotFound, notFound } from '../refusal.ts';

export const RetirePoint = z.strictObject({ id: z.number().int() });

export type RetirePointRefusal = NotFound | { readonly kind: 'point-retired'; readonly pointId: number };

/** Takes a point and what is derived from it out of service: rules off, said in the journal of open alarms. History stays. */
export async function retire(context: Context, tx: SiteTransaction, point: Point): Promise<readonly Point[]> {
  const derived = (await tx.points()).filter((one) => one.status !== 'retired' && isMadeOf(one, point.id));
  const all = [point, ...derived];
  const by = { actor: actorName(context.actor), at: context.now(), comment: 'point retired' };
  for (const one of all) {
    await tx.putPoint({ ...one, status: 'retired' });
    for (const rule of await tx.rules({ pointId: one.id })) {
      if (!rule.isEnabled) continue;
      await tx.journalRuleChange(rule.id, by);
      await tx.putRule({ ...rule, isEnabled: false });
    }
  }
  return all;
}

export const retirePoint = defineVerb({
  action: 'point.edit',
  input: RetirePoint,
  run: (context, { id }): Promise<Result<{ readonly retired: readonly number[] }, RetirePointRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const point = await tx.point(id);
      if (!point) return refuse(notFound('point', id));
      if (point.status === 'retired') return refuse({ kind: 'point-retired', pointId: id });
      const retired = (await retire(context, tx, point)).map((one) => one.id);
      const change = { before: { status: point.status }, after: { status: 'retired', retired } };
      await tx.audit(auditOf(context, { action: 'point.retire', objectKind: 'point', objectId: String(id), ...change }));
      return ok({ retired });
    }),
});
