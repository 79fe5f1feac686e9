import { type Alarm, alarmState, ok } from '@wachter/core';
import { z } from 'zod';
import { readAlarms } from '../reads/alarms.ts';
import { defineEndpoint } from './define-endpoint.ts';
import { Flag, instantOf, Limit, Next, noBody, none, PointId, Priority, Time, time, timeOrNull } from './fields.ts';

export const State = z.enum([
  'normal',
  'unacknowledged',
  'acknowledged',
  'returned-unacknowledged',
  'latched-unacknowledged',
  'latched-acknowledged',
]);

export const AlarmField = z.object({
  id: z.string(),
  siteId: z.string(),
  ruleId: z.string(),
  pointId: z.number().nullable(),
  deviceId: z.string().nullable(),
  priority: Priority,
  level: z.enum(['warning', 'critical']),
  direction: z.string(),
  state: State,
  withheld: z.enum(['none', 'shelved', 'suppressed', 'out-of-service']),
  withheldBy: z.string().nullable().describe('Id of the withholding, maintenance window or root alarm.'),
  withheldUntil: Time.nullable(),
  incidentId: z.string().nullable().describe('Id of the first alarm of its incident.'),
  chatteringSince: Time.nullable(),
  activation: z.number().describe('Counts raises and escalations; an acknowledgement names the one it means.'),
  raisedAt: Time,
  activatedAt: Time,
  clearedAt: Time.nullable(),
  value: z.number().nullable(),
  limit: z.number().nullable(),
  peak: z.number().nullable(),
  isLatching: z.boolean(),
  isLate: z.boolean().describe('Found in data that came late: evidence, not news.'),
  acknowledgedAt: Time.nullable(),
  acknowledgedBy: z.string().nullable(),
  acknowledgeComment: z.string().nullable(),
  acknowledgedUntil: Time.nullable().describe('A condition that lasts longer comes back unacknowledged.'),
});

export const alarmField = (alarm: Alarm): z.input<typeof AlarmField> => ({
  id: alarm.id,
  siteId: alarm.siteId,
  ruleId: alarm.ruleId,
  pointId: alarm.pointId,
  deviceId: alarm.deviceId,
  priority: alarm.priority,
  level: alarm.level,
  direction: alarm.direction,
  state: alarmState(alarm),
  withheld: alarm.withheld,
  withheldBy: alarm.withheldBy,
  withheldUntil: timeOrNull(alarm.withheldUntil),
  incidentId: alarm.incidentId,
  chatteringSince: timeOrNull(alarm.chatteringSince),
  activation: alarm.activation,
  raisedAt: time(alarm.raisedAt),
  activatedAt: time(alarm.activatedAt),
  clearedAt: timeOrNull(alarm.clearedAt),
  value: alarm.value,
  limit: alarm.limit,
  peak: alarm.peak,
  isLatching: alarm.isLatching,
  isLate: alarm.isLate,
  acknowledgedAt: timeOrNull(alarm.acknowledgedAt),
  acknowledgedBy: alarm.acknowledgedBy,
  acknowledgeComment: alarm.acknowledgeComment,
  acknowledgedUntil: timeOrNull(alarm.acknowledgedUntil),
});

export const alarms = defineEndpoint({
  id: 'listAlarms',
  method: 'GET',
  path: '/alarms',
  summary: 'Occurrences of alarms, newest first.',
  scope: 'read:alarms',
  params: none,
  query: z.object({
    open: Flag.optional().describe('true: not normal again; false: over and done.'),
    state: State.optional(),
    priority: Priority.optional(),
    siteId: z.uuid().optional(),
    locationId: z.uuid().optional(),
    pointId: PointId.optional(),
    deviceId: z.string().max(200).optional(),
    from: Time.optional(),
    to: Time.optional(),
    cursor: z.string().max(80).optional(),
    limit: Limit,
  }),
  body: noBody,
  answer: z.object({ alarms: z.array(AlarmField), next: Next }),
  run: async (context, { query: { open, state, priority, from, to, ...rest } }) => {
    const found = await readAlarms(context, {
      ...rest,
      isOpen: open,
      states: state && [state],
      priorities: priority && [priority],
      from: from === undefined ? undefined : instantOf(from),
      to: to === undefined ? undefined : instantOf(to),
    });
    if (!found.ok) return found;
    return ok({ alarms: found.value.alarms.map((alarm) => alarmField(alarm)), next: found.value.next });
  },
});
