import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { checkMapping } from '../catalogue.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { DeviceId, Id, Name } from '../fields.ts';
import type { DeviceRow } from '../ports/site-store.ts';
import { type Invalid, type NotFound, notFound } from '../refusal.ts';

/** Fields that are left out stay as they are; null takes away. */
export const EditDevice = z.strictObject({
  id: DeviceId,
  name: Name.optional(),
  locationId: Id.nullable().optional(),
  parentId: DeviceId.nullable().optional(),
  /** The equipment that gives it power. */
  fedById: Id.nullable().optional(),
  mapping: z.json().optional(),
});

export type EditDeviceRefusal = NotFound | Invalid | { readonly kind: 'own-parent'; readonly id: string };

export const editDevice = defineVerb({
  action: 'device.edit',
  input: EditDevice,
  run: (context, { id, ...change }): Promise<Result<{ readonly device: DeviceRow }, EditDeviceRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const before = await tx.device(id);
      if (!before) return refuse(notFound('device', id));
      const mapping = change.mapping === undefined || change.mapping === null ? null : checkMapping(change.mapping);
      if (mapping && !mapping.ok) return mapping;
      const places = await tx.locations();
      const place = places.find((location) => location.id === change.locationId);
      if (change.locationId && !place) return refuse(notFound('location', change.locationId));
      const feed = change.fedById ? (await tx.equipment()).find(({ id: own }) => own === change.fedById) : null;
      if (change.fedById && !feed) return refuse(notFound('equipment', change.fedById));
      for (let parentId = change.parentId ?? null; parentId !== null; ) {
        if (parentId === id) return refuse({ kind: 'own-parent', id });
        const parent: DeviceRow | null = await tx.device(parentId);
        if (!parent) return refuse(notFound('device', parentId));
        parentId = parent.parentId;
      }
      const device: DeviceRow = {
        ...before,
        name: change.name ?? before.name,
        siteId: place?.siteId ?? before.siteId,
        locationId: change.locationId === undefined ? before.locationId : change.locationId,
        parentId: change.parentId === undefined ? before.parentId : change.parentId,
        fedById: change.fedById === undefined ? before.fedById : change.fedById,
        mapping: change.mapping === undefined ? before.mapping : (mapping?.value.mapping ?? null),
      };
      await tx.putDevice(device);
      await tx.audit(auditOf(context, { action: 'device.edit', objectKind: 'device', objectId: id, before, after: device }));
      return ok({ device });
    }),
});
