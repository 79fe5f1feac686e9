import type { Withholding } from '@wachter/core';
import { scopeKinds } from '@wachter/core';
import { z } from 'zod';
import { Time, time, timeOrNull } from './fields.ts';

export const WithholdingField = z.object({
  id: z.string(),
  siteId: z.string(),
  kind: z.enum(['shelved', 'out-of-service']),
  scopeKind: z.enum(scopeKinds),
  scopeId: z.string(),
  fromAt: Time,
  untilAt: Time,
  reason: z.string(),
  workOrder: z.string().nullable(),
  createdBy: z.string(),
  endedAt: Time.nullable(),
  endedBy: z.string().nullable(),
});

export const withholdingField = (one: Withholding): z.input<typeof WithholdingField> => ({
  id: one.id,
  siteId: one.siteId,
  kind: one.kind,
  scopeKind: one.scopeKind,
  scopeId: one.scopeId,
  fromAt: time(one.fromAt),
  untilAt: time(one.untilAt),
  reason: one.reason,
  workOrder: one.workOrder,
  createdBy: one.createdBy,
  endedAt: timeOrNull(one.endedAt),
  endedBy: one.endedBy,
});

/** A rule that tells nobody anything meanwhile. */
export const UnguardedField = z.object({
  ruleId: z.string(),
  type: z.string(),
  priority: z.enum(['critical', 'high', 'medium', 'low']),
  pointId: z.number().nullable(),
  deviceId: z.string().nullable(),
  name: z.string(),
  isVital: z.boolean().describe('Fire, released extinguishing or critical gas: somebody must watch in its place.'),
});
