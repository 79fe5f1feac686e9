import { type DerivedFrom, ok, type Point, type Result, refuse } from '@wachter/core';
import { redundancy } from '@wachter/core/quantity/redundancy';
import { z } from 'zod';
import { auditOf, type Context } from '../context.ts';
import { Id, Name, Tag } from '../fields.ts';
import { checkReferences, type ReferenceRefusal } from '../point/check-references.ts';
import type { SiteTransaction } from '../ports/site-store.ts';
import { notFound } from '../refusal.ts';
import { defaultRules } from '../rule/defaults.ts';

/** Without `id` a new one. The tag is that of the point which holds the state. */
export const StatePoint = z.strictObject({
  id: z.number().int().optional(),
  siteId: Id,
  locationId: Id.nullable().default(null),
  tag: Tag,
  name: Name,
});

export type StatePointRefusal =
  | ReferenceRefusal
  | { readonly kind: 'point-retired'; readonly pointId: number }
  | { readonly kind: 'not-a-group'; readonly pointId: number };

/** The point of a group or chain with its rules: its state is stored, alarmed and shown like any other value. It stays what it was made as. */
export async function putStatePoint(
  context: Context,
  tx: SiteTransaction,
  { id, siteId, locationId, tag, name, derivedFrom }: z.output<typeof StatePoint> & { readonly derivedFrom: DerivedFrom },
): Promise<Result<{ readonly point: Point }, StatePointRefusal>> {
  const before = id === undefined ? null : await tx.point(id);
  if (id !== undefined && before?.siteId !== siteId) return refuse(notFound('point', id));
  if (before && before.derivedFrom?.kind !== derivedFrom.kind) return refuse({ kind: 'not-a-group', pointId: before.id });
  if (before?.status === 'retired') return refuse({ kind: 'point-retired', pointId: before.id });
  const wanted = {
    ...{ id: id ?? null, siteId, locationId, equipmentId: null, deviceId: null, channel: null, tag, name },
    ...{ quantity: redundancy.id, sourceUnit: null, status: 'active' as const, place: before?.place ?? {} },
    ...{ intervalSeconds: redundancy.intervalSeconds, staleSeconds: redundancy.staleSeconds },
    derivedFrom,
  };
  const agrees = await checkReferences(tx, wanted);
  if (!agrees.ok) return agrees;
  const point = await tx.putPoint(wanted);
  if (!before) for (const rule of defaultRules(context, { ...point, siteId }, redundancy)) await tx.putRule(rule);
  const change = { ...(before ? { before } : {}), after: point };
  await tx.audit(auditOf(context, { action: 'redundancy.put', objectKind: 'point', objectId: String(point.id), ...change }));
  return ok({ point });
}
