import { type JournalLine, ok, transitions } from '@wachter/core';
import type { ListJournal } from '@wachter/services/alarm/list-journal';
import { z } from 'zod';
import { readJournalPage } from '../reads/journal.ts';
import { State } from './alarms.ts';
import { defineEndpoint } from './define-endpoint.ts';
import { instantOf, Limit, Next, noBody, none, PointId, Priority, Time, time } from './fields.ts';

/** Which rows; the CSV file is asked with the same. */
export const JournalFilterField = z.strictObject({
  siteId: z.uuid().optional(),
  locationId: z.uuid().optional().describe('In this place or anywhere inside it.'),
  pointId: PointId.optional(),
  deviceId: z.string().max(200).optional(),
  ruleId: z.uuid().optional(),
  ruleType: z.string().max(120).optional(),
  subject: z.string().max(120).optional().describe('Part of the tag or name of a point, or of the id or name of a device.'),
  actor: z.string().max(120).optional().describe('Part of the name of whoever did it.'),
  kind: z.enum(transitions).optional(),
  state: State.optional().describe('State that the occurrence is in now.'),
  priority: Priority.optional(),
  from: Time.optional().describe('Recorded from then.'),
  to: Time.optional().describe('Recorded before then.'),
});

const JournalField = z.object({
  id: z.number(),
  recordedAt: Time.describe('When it was written down.'),
  conditionAt: Time.describe('When it became true at the source.'),
  kind: z.enum(transitions),
  alarmId: z.string(),
  siteId: z.string(),
  ruleId: z.string(),
  ruleType: z.string(),
  priority: Priority,
  pointId: z.number().nullable(),
  tag: z.string().nullable(),
  deviceId: z.string().nullable(),
  name: z.string(),
  locationId: z.string().nullable(),
  level: z.enum(['warning', 'critical']).nullable(),
  value: z.number().nullable(),
  limit: z.number().nullable(),
  quality: z.string().nullable(),
  actor: z.string(),
  source: z.string().nullable().describe('Device or line by which the word came.'),
  comment: z.string().nullable(),
});

export const journalFilter = (asked: z.output<typeof JournalFilterField>): z.input<typeof ListJournal> => {
  const { kind, state, priority, from, to, ...rest } = asked;
  return {
    ...rest,
    kinds: kind && [kind],
    states: state && [state],
    priorities: priority && [priority],
    from: from === undefined ? undefined : instantOf(from),
    to: to === undefined ? undefined : instantOf(to),
  };
};

const journalField = ({ direction: _, quantity: __, ...line }: JournalLine): z.input<typeof JournalField> => ({
  ...line,
  recordedAt: time(line.recordedAt),
  conditionAt: time(line.conditionAt),
});

export const journal = defineEndpoint({
  id: 'listJournal',
  method: 'GET',
  path: '/journal',
  summary: 'Transitions of all alarms, last recorded first. As a CSV file: /api/export/journal with the same filter.',
  scope: 'read:alarms',
  params: none,
  query: JournalFilterField.extend({ cursor: z.string().max(80).optional(), limit: Limit }),
  body: noBody,
  answer: z.object({ journal: z.array(JournalField), next: Next }),
  run: async (context, { query: { cursor, limit, ...asked } }) => {
    const found = await readJournalPage(context, { ...journalFilter(asked), cursor, limit });
    if (!found.ok) return found;
    return ok({ journal: found.value.lines.map(journalField), next: found.value.next });
  },
});
