import { ok } from '@wachter/core';
import { z } from 'zod';
import { readQuarantine } from '../reads/devices.ts';
import { defineEndpoint } from './define-endpoint.ts';
import { Limit, Next, noBody, none, Time, time } from './fields.ts';

export const quarantine = defineEndpoint({
  id: 'listQuarantine',
  method: 'GET',
  path: '/quarantine',
  summary: 'Messages that could not be used, and why, newest first.',
  scope: 'read:quarantine',
  params: none,
  query: z.object({
    deviceId: z.string().max(200).optional(),
    kind: z.string().max(60).optional(),
    cursor: z.coerce.number().int().positive().optional(),
    limit: Limit,
  }),
  body: noBody,
  answer: z.object({
    messages: z.array(
      z.object({
        id: z.number(),
        receivedAt: Time,
        deviceId: z.string().nullable(),
        channel: z.string().nullable(),
        topic: z.string(),
        kind: z.string(),
        detail: z.string(),
        excerpt: z.string(),
        size: z.number(),
      }),
    ),
    next: Next,
  }),
  run: async (context, { query: { cursor, limit, ...filter } }) => {
    const found = await readQuarantine(context, { ...filter, beforeId: cursor, limit: limit + 1 });
    if (!found.ok) return found;
    const rows = found.value.slice(0, limit);
    return ok({
      messages: rows.map(({ receivedAt, ...row }) => ({ ...row, receivedAt: time(receivedAt) })),
      next: found.value.length > limit ? String(rows.at(-1)?.id ?? '') : null,
    });
  },
});
