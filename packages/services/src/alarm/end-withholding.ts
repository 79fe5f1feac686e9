import { ok, type Result, refuse, type Withholding } from '@wachter/core';
import { actorName } from '../access/actor.ts';
import { auditOf, type Context } from '../context.ts';
import { type NotFound, notFound } from '../refusal.ts';

export type EndRefusal = NotFound | { readonly kind: 'already-ended'; readonly by: string | null; readonly at: number };

const A_YEAR_MS = 366 * 86_400_000;

/** Ends a withholding before its time; the engine brings back what still holds. One of many who do so at once wins. */
export const endWithholding = (
  context: Context,
  what: { readonly id: string; readonly kind: Withholding['kind']; readonly action: string },
): Promise<Result<{ readonly withholding: Withholding }, EndRefusal>> =>
  context.store.site.transaction(async (tx) => {
    const now = context.now();
    const before = (await tx.withholdings({ since: now - A_YEAR_MS })).find(
      ({ id, kind }) => id === what.id && kind === what.kind,
    );
    if (!before) return refuse(notFound('withholding', what.id));
    if (before.endedAt !== null) return refuse({ kind: 'already-ended', by: before.endedBy, at: before.endedAt });
    if (before.untilAt <= now) return refuse({ kind: 'already-ended', by: null, at: before.untilAt });
    const withholding: Withholding = { ...before, endedAt: now, endedBy: actorName(context.actor) };
    await tx.putWithholding(withholding);
    const { action } = what;
    await tx.audit(auditOf(context, { action, objectKind: 'withholding', objectId: what.id, before, after: withholding }));
    return ok({ withholding });
  });
