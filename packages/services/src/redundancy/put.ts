import { namedBy, ok, type Point, RedundancyGroup, type Result, refuse } from '@wachter/core';
import { redundancy } from '@wachter/core/quantity/redundancy';
import { z } from 'zod';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id, Name, Tag } from '../fields.ts';
import { checkReferences, type ReferenceRefusal } from '../point/check-references.ts';
import type { SiteTransaction } from '../ports/site-store.ts';
import { notFound } from '../refusal.ts';
import { defaultRules } from '../rule/defaults.ts';

/** Without `id` a new group. Members by the id of their equipment, device or point; the tag is that of the point which holds the state. */
export const PutRedundancyGroup = z.strictObject({
  id: z.number().int().optional(),
  siteId: Id,
  locationId: Id.nullable().default(null),
  tag: Tag,
  name: Name,
  group: RedundancyGroup,
});

export type PutRedundancyRefusal =
  | ReferenceRefusal
  | { readonly kind: 'point-retired'; readonly pointId: number }
  | { readonly kind: 'not-a-group'; readonly pointId: number };

/** The group's point with its rules: its state is stored, alarmed and shown like any other value. */
export const putRedundancyGroup = defineVerb({
  action: 'point.edit',
  input: PutRedundancyGroup,
  run: (
    context,
    { id, siteId, locationId, tag, name, group },
  ): Promise<Result<{ readonly point: Point }, PutRedundancyRefusal>> =>
    context.store.site.transaction(async (tx) => {
      const before = id === undefined ? null : await tx.point(id);
      if (id !== undefined && before?.siteId !== siteId) return refuse(notFound('point', id));
      if (before && before.derivedFrom?.kind !== 'redundancy') return refuse({ kind: 'not-a-group', pointId: before.id });
      if (before?.status === 'retired') return refuse({ kind: 'point-retired', pointId: before.id });
      const wanted = {
        ...{ id: id ?? null, siteId, locationId, equipmentId: null, deviceId: null, channel: null, tag, name },
        ...{ quantity: redundancy.id, sourceUnit: null, status: 'active' as const, place: before?.place ?? {} },
        ...{ intervalSeconds: redundancy.intervalSeconds, staleSeconds: redundancy.staleSeconds },
        derivedFrom: { kind: 'redundancy' as const, group },
      };
      const agrees = await checkReferences(tx, wanted);
      if (!agrees.ok) return agrees;
      const stranger = await firstStranger(tx, siteId, group);
      if (stranger) return refuse(notFound(stranger.kind, stranger.id));
      const point = await tx.putPoint(wanted);
      if (!before) for (const rule of defaultRules(context, { ...point, siteId }, redundancy)) await tx.putRule(rule);
      const change = { ...(before ? { before } : {}), after: point };
      await tx.audit(auditOf(context, { action: 'redundancy.put', objectKind: 'point', objectId: String(point.id), ...change }));
      return ok({ point });
    }),
});

/** The first thing the group names that the site does not have; a group is no member of a group. */
async function firstStranger(tx: SiteTransaction, siteId: string, group: RedundancyGroup) {
  const points = (await tx.points({ siteId })).filter(({ derivedFrom }) => derivedFrom?.kind !== 'redundancy');
  const known = {
    equipment: new Set((await tx.equipment(siteId)).map((one) => one.id)),
    device: new Set((await tx.devices()).flatMap((one) => (one.siteId === siteId ? [one.id] : []))),
    point: new Set(points.flatMap((one) => (one.status === 'active' ? [String(one.id)] : []))),
  };
  return namedBy(group).find(({ kind, id }) => !known[kind].has(id)) ?? null;
}
