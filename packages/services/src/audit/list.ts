import { type Instant, ok, type Result } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import type { AuditRecord } from '../ports/site-store.ts';

/** `actor` is a part of a name; `beforeId` the id of the last row of the page before. */
export const ListAudit = z.strictObject({
  actor: z.string().max(120).optional(),
  objectKind: z.string().max(40).optional(),
  objectId: z.string().max(200).optional(),
  beforeId: z.number().int().positive().optional(),
  limit: z.number().int().min(1).max(500).default(100),
});

/** Who did what to which thing, newest first. */
export const listAudit = defineVerb({
  action: 'audit.read',
  input: ListAudit,
  run: async (
    context,
    filter,
  ): Promise<Result<readonly (AuditRecord & { readonly id: number; readonly at: Instant })[], never>> =>
    ok(await context.store.people.auditTrail(filter)),
});
