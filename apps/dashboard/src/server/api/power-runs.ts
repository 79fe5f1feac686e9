import { ok, outcomes } from '@wachter/core';
import { type ListedRun, listRuns } from '@wachter/services/power/list-runs';
import { z } from 'zod';
import { defineEndpoint } from './define-endpoint.ts';
import { instantOf, Next, noBody, none, Time, time, timeOrNull, WordsField } from './fields.ts';

export const OutcomeField = z.enum(outcomes);
const PowerFaultField = z.object({ kind: z.string(), equipmentId: z.string() });

export const PowerRunField = z.object({
  siteId: z.string(),
  id: z.string(),
  version: z.number().describe('Grows when something is known better, also by data that came late.'),
  recordedAt: Time,
  startedAt: Time,
  endedAt: Time.nullable().describe('Null while it goes on.'),
  kind: z.enum(['test', 'outage', 'unexplained']),
  reason: z.string(),
  outcome: OutcomeField.describe('Of the rule set that says most.'),
  headline: WordsField,
  faults: z.array(PowerFaultField),
});

export const powerRunField = ({ run, outcome, headline }: ListedRun): z.input<typeof PowerRunField> => {
  const { siteId, runId, version, recordedAt, record } = run;
  const { startedAt, endedAt, kind, reason, faults } = record;
  return {
    ...{ siteId, id: runId, version, kind, reason, outcome, headline },
    recordedAt: time(recordedAt),
    startedAt: time(startedAt),
    endedAt: timeOrNull(endedAt),
    faults: faults.map((fault) => ({ kind: fault.kind, equipmentId: fault.equipment })),
  };
};

export const powerRuns = defineEndpoint({
  id: 'listPowerRuns',
  method: 'GET',
  path: '/power-runs',
  summary: 'Runs of emergency power, the newest first: starts of gensets, losses of the mains, discharges of UPS batteries.',
  scope: 'read:readings',
  params: none,
  query: z.object({
    siteId: z.uuid().optional(),
    cursor: Time.optional().describe('Only runs that began before then.'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  body: noBody,
  answer: z.object({ runs: z.array(PowerRunField), next: Next }),
  run: async (context, { query: { siteId, cursor, limit } }) => {
    const found = await listRuns(context, { siteId, before: cursor === undefined ? undefined : instantOf(cursor), limit });
    if (!found.ok) return found;
    const last = found.value.length === limit ? found.value.at(-1) : undefined;
    return ok({ runs: found.value.map(powerRunField), next: last ? time(last.run.record.startedAt) : null });
  },
});
