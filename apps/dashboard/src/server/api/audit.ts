import { ok } from '@wachter/core';
import { listAudit } from '@wachter/services/audit/list';
import { z } from 'zod';
import { defineEndpoint } from './define-endpoint.ts';
import { Limit, Next, noBody, none, Time, time } from './fields.ts';

export const audit = defineEndpoint({
  id: 'listAudit',
  method: 'GET',
  path: '/audit',
  summary: 'Who did what to which thing, newest first. `before` and `after` are what the act changed.',
  scope: 'read:audit',
  params: none,
  query: z.object({
    actor: z.string().max(120).optional(),
    objectKind: z.string().max(40).optional(),
    objectId: z.string().max(200).optional(),
    cursor: z.coerce.number().int().positive().optional(),
    limit: Limit,
  }),
  body: noBody,
  answer: z.object({
    acts: z.array(
      z.object({
        id: z.number(),
        at: Time,
        actor: z.string(),
        action: z.string(),
        objectKind: z.string(),
        objectId: z.string(),
        before: z.unknown().optional(),
        after: z.unknown().optional(),
        source: z.string().optional(),
      }),
    ),
    next: Next,
  }),
  run: async (context, { query: { cursor, limit, ...filter } }) => {
    const found = await listAudit(context, { ...filter, beforeId: cursor, limit: limit + 1 });
    if (!found.ok) return found;
    const rows = found.value.slice(0, limit);
    return ok({
      acts: rows.map(({ at, ...row }) => ({ ...row, at: time(at) })),
      next: found.value.length > limit ? String(rows.at(-1)?.id ?? '') : null,
    });
  },
});
