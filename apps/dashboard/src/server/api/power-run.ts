import { type Lane, lanesOf, ok, type Span, type Verdict } from '@wachter/core';
import { getRun } from '@wachter/services/power/get-run';
import { z } from 'zod';
import { defineEndpoint } from './define-endpoint.ts';
import { noBody, none, Time, time, timeOrNull, WordsField } from './fields.ts';
import { OutcomeField, PowerRunField, powerRunField } from './power-runs.ts';

const SpanField = z
  .object({ after: Time.nullable(), by: Time })
  .describe('After the last sample that does not show it, at the latest by the first that does.');

const LaneField = z.object({
  role: z.enum(['mains', 'switch', 'set', 'ups']),
  equipmentId: z.string(),
  stages: z.array(
    z.object({
      name: WordsField,
      weight: z.enum(['rest', 'work', 'load', 'fault']),
      from: SpanField.nullable().describe('Null: it was so when the run began.'),
      isSeen: z.boolean().describe('False: it lies between two samples, and nothing else can have been.'),
    }),
  ),
});

const VerdictField = z.object({
  ruleSet: z.string(),
  edition: z.string(),
  isApproved: z.boolean(),
  outcome: OutcomeField,
  findings: z.array(
    z.object({
      criterion: z.string(),
      name: WordsField,
      equipmentId: z.string().nullable(),
      isRequired: z.boolean(),
      outcome: OutcomeField,
      measured: WordsField.nullable(),
      limit: WordsField.nullable(),
      uncertainty: WordsField.nullable(),
      sentence: WordsField,
    }),
  ),
});

const spanField = ({ after, by }: Span): z.input<typeof SpanField> => ({ after: timeOrNull(after), by: time(by) });

const laneField = ({ role, equipment, stages }: Lane): z.input<typeof LaneField> => ({
  role,
  equipmentId: equipment,
  stages: stages.map(({ words, weight, from, isSeen }) => ({
    ...{ name: words, weight, isSeen },
    from: from === null ? null : spanField(from),
  })),
});

const verdictField = ({ ruleSet, edition, isApproved, outcome, findings }: Verdict): z.input<typeof VerdictField> => ({
  ...{ ruleSet, edition, isApproved, outcome },
  findings: findings.map(({ criterion, name, equipment, isRequired, outcome: own, sentence, figures }) => ({
    ...{ criterion, name, equipmentId: equipment, isRequired, outcome: own, sentence },
    measured: figures?.measured ?? null,
    limit: figures?.limit ?? null,
    uncertainty: figures?.uncertainty ?? null,
  })),
});

export const powerRun = defineEndpoint({
  id: 'getPowerRun',
  method: 'GET',
  path: '/sites/{siteId}/power-runs/{id}',
  summary:
    'One run with its stages, what every rule set says of it, and its versions. As CSV: /api/export/run-criteria, as PDF: /api/export/run-record, both with site and id.',
  scope: 'read:readings',
  params: z.object({ siteId: z.uuid(), id: z.string().min(1).max(200) }),
  query: none,
  body: noBody,
  answer: z.object({
    run: PowerRunField,
    lanes: z.array(LaneField),
    verdicts: z.array(VerdictField),
    versions: z.array(z.object({ version: z.number(), recordedAt: Time, isLate: z.boolean(), changes: z.array(WordsField) })),
  }),
  run: async (context, { params: { siteId, id } }) => {
    const found = await getRun(context, { siteId, runId: id });
    if (!found.ok) return found;
    const { run, headline, verdicts, versions } = found.value;
    const outcome = verdicts[0]?.outcome ?? 'not-measured';
    return ok({
      run: powerRunField({ run, outcome, headline }),
      lanes: lanesOf(run.record).map(laneField),
      verdicts: verdicts.map(verdictField),
      versions: versions.map(({ version, recordedAt, isLate, changes }) => ({
        ...{ version, isLate, changes: [...changes] },
        recordedAt: time(recordedAt),
      })),
    });
  },
});
