import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';

export const DeleteEquipment = z.strictObject({ id: Id });

export type DeleteEquipmentRefusal = NotFound | { readonly kind: 'has-points'; readonly id: string; readonly points: number };

export const deleteEquipment = defineVerb({
  action: 'equipment.edit',
  input: DeleteEquipment,
  run: (context, { id }): Promise<Result<null, DeleteEquipmentRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const before = (await tx.equipment()).find((thing) => thing.id === id);
      if (!before) return refuse(notFound('equipment', id));
      const points = (await tx.points({ siteId: before.siteId })).filter((point) => point.equipmentId === id).length;
      if (points > 0) return refuse({ kind: 'has-points', id, points });
      await tx.deleteEquipment(id);
      await tx.audit(auditOf(context, { action: 'equipment.delete', objectKind: 'equipment', objectId: id, before }));
      return ok(null);
    }),
});
