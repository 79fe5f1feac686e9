import { type MaintenanceWindow, type Occurrence, ok, scopeKinds } from '@wachter/core';
import { listMaintenanceWindows } from '@wachter/services/alarm/list-windows';
import { z } from 'zod';
import { defineEndpoint } from './define-endpoint.ts';
import { Flag, noBody, none, Time, time, timeOrNull } from './fields.ts';

export const RecurrenceField = z.strictObject({
  every: z.enum(['day', 'week', 'month']),
  days: z.array(z.number().int().min(1).max(7)).optional().describe('Of a week, 1 Monday to 7 Sunday.'),
  until: Time.optional().describe('The last start.'),
});

export const OccurrenceField = z.object({ from: Time, until: Time });
export const occurrenceField = ({ from, until }: Occurrence) => ({ from: time(from), until: time(until) });

export const WindowField = z.object({
  id: z.string(),
  siteId: z.string(),
  name: z.string(),
  scopeKind: z.enum(scopeKinds),
  scopeId: z.string(),
  startsAt: Time,
  durationMinutes: z.number(),
  recurrence: RecurrenceField.nullable(),
  reason: z.string(),
  workOrder: z.string().nullable(),
  createdBy: z.string(),
  cancelledAt: Time.nullable(),
  cancelledBy: z.string().nullable(),
});

export const windowField = (window: MaintenanceWindow): z.input<typeof WindowField> => ({
  id: window.id,
  siteId: window.siteId,
  name: window.name,
  scopeKind: window.scopeKind,
  scopeId: window.scopeId,
  startsAt: time(window.startsAt),
  durationMinutes: window.durationMinutes,
  recurrence: window.recurrence && {
    every: window.recurrence.every,
    ...(window.recurrence.days === undefined ? {} : { days: [...window.recurrence.days] }),
    ...(window.recurrence.until === undefined ? {} : { until: time(window.recurrence.until) }),
  },
  reason: window.reason,
  workOrder: window.workOrder,
  createdBy: window.createdBy,
  cancelledAt: timeOrNull(window.cancelledAt),
  cancelledBy: window.cancelledBy,
});

export const maintenanceWindows = defineEndpoint({
  id: 'listMaintenanceWindows',
  method: 'GET',
  path: '/maintenance-windows',
  summary: 'Planned work, open first, then by the next start; `next` are the starts of the next 60 days.',
  scope: 'read:alarms',
  params: none,
  query: z.object({ siteId: z.uuid().optional(), withCancelled: Flag.optional() }),
  body: noBody,
  answer: z.object({
    windows: z.array(
      WindowField.extend({ timeZone: z.string(), open: OccurrenceField.nullable(), next: z.array(OccurrenceField) }),
    ),
  }),
  run: async (context, { query }) => {
    const found = await listMaintenanceWindows(context, query);
    if (!found.ok) return found;
    return ok({
      windows: found.value.map(({ timeZone, open, next, ...window }) => ({
        ...windowField(window),
        ...{ timeZone, open: open && occurrenceField(open), next: next.map(occurrenceField) },
      })),
    });
  },
});
