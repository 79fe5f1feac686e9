import { ok, type Point, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { quantityOf } from '../catalogue.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id, Name, Place, Seconds, Tag } from '../fields.ts';
import { notFound } from '../refusal.ts';
import { checkReferences, type ReferenceRefusal } from './check-references.ts';

/** Fields that are left out stay as they are; null takes away. `rules` are edited by `editRule`. */
export const EditPoint = z.strictObject({
  id: z.number().int(),
  name: Name.optional(),
  tag: Tag.optional(),
  quantity: z.string().optional(),
  sourceUnit: z.string().max(40).nullable().optional(),
  locationId: Id.nullable().optional(),
  equipmentId: Id.nullable().optional(),
  place: Place.optional(),
  intervalSeconds: Seconds.optional(),
  staleSeconds: Seconds.optional(),
});
type Change = Omit<z.output<typeof EditPoint>, 'id'>;

export type EditPointRefusal =
  | ReferenceRefusal
  | { readonly kind: 'point-retired'; readonly pointId: number }
  /** History of one family cannot continue as another: temperatures do not become humidities. */
  | { readonly kind: 'other-family'; readonly from: string; readonly to: string };

const changed = (point: Point, change: Change): Point => ({
  ...point,
  name: change.name ?? point.name,
  tag: change.tag ?? point.tag,
  quantity: change.quantity ?? point.quantity,
  sourceUnit: change.sourceUnit === undefined ? point.sourceUnit : change.sourceUnit,
  locationId: change.locationId === undefined ? point.locationId : change.locationId,
  equipmentId: change.equipmentId === undefined ? point.equipmentId : change.equipmentId,
  place: change.place ?? point.place,
  intervalSeconds: change.intervalSeconds ?? point.intervalSeconds,
  staleSeconds: change.staleSeconds ?? point.staleSeconds,
});

function familyChange(before: Point, after: Point): { readonly from: string; readonly to: string } | null {
  if (before.status !== 'active' || before.quantity === null || after.quantity === null) return null;
  const from = quantityOf(before.quantity)?.family;
  const to = quantityOf(after.quantity)?.family;
  return from !== undefined && to !== undefined && from !== to ? { from, to } : null;
}

export const editPoint = defineVerb({
  action: 'point.edit',
  input: EditPoint,
  run: (context, { id, ...change }): Promise<Result<{ readonly point: Point }, EditPointRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const before = await tx.point(id);
      if (!before) return refuse(notFound('point', id));
      if (before.status === 'retired') return refuse({ kind: 'point-retired', pointId: id });
      const after = changed(before, change);
      const agrees = await checkReferences(tx, after);
      if (!agrees.ok) return agrees;
      const family = familyChange(before, after);
      if (family) return refuse({ kind: 'other-family', ...family });
      const point = await tx.putPoint(after);
      await tx.audit(auditOf(context, { action: 'point.edit', objectKind: 'point', objectId: String(id), before, after }));
      return ok({ point });
    }),
});
