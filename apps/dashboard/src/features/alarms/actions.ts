'use server';
import type { JournalEntry, RuleInstance } from '@wachter/core';
import { acknowledgeAlarms } from '@wachter/services/alarm/acknowledge';
import { resetAlarm } from '@wachter/services/alarm/reset';
import { actionContext } from '../../server/context.ts';
import { readAlarm } from '../../server/reads/alarms.ts';

/** What became of one person's word about one alarm. `by` names who was faster. */
export interface WordOutcome {
  readonly alarmId: string;
  readonly kind:
    | 'acknowledged'
    | 'already-acknowledged'
    | 'superseded'
    | 'comment-required'
    | 'not-found'
    | 'forbidden'
    | 'invalid'
    | 'reset'
    | 'still-active'
    | 'not-acknowledged'
    | 'not-latching'
    | 'already-reset';
  readonly by?: string;
  readonly detail?: string;
}

interface Said {
  readonly alarmId: string;
  readonly activation: number;
}

const detailOf = (error: { readonly kind: string }): string => ('issues' in error ? JSON.stringify(error.issues) : error.kind);

export async function acknowledge(input: {
  readonly alarms: readonly Said[];
  readonly comment: string | null;
}): Promise<readonly WordOutcome[]> {
  const result = await acknowledgeAlarms(await actionContext(), { alarms: [...input.alarms], comment: input.comment });
  if (!result.ok)
    return input.alarms.map(({ alarmId }) => ({ alarmId, kind: result.error.kind, detail: detailOf(result.error) }));
  return result.value.map(({ alarmId, outcome }) => ({
    alarmId,
    kind: outcome.kind,
    ...('by' in outcome ? { by: outcome.by } : {}),
  }));
}

export async function reset(said: Said): Promise<readonly WordOutcome[]> {
  const result = await resetAlarm(await actionContext(), said);
  if (!result.ok) return [{ alarmId: said.alarmId, kind: result.error.kind, detail: detailOf(result.error) }];
  return [{ alarmId: said.alarmId, kind: result.value.kind, ...('by' in result.value ? { by: result.value.by } : {}) }];
}

export interface AlarmBackground extends Pick<RuleInstance, 'cause' | 'consequence' | 'response' | 'respondWithinMinutes'> {
  readonly journal: readonly JournalEntry[];
}

/** Journal and response text of one occurrence; null when it is not there or may not be seen. */
export async function readAlarmBackground(alarmId: string): Promise<AlarmBackground | null> {
  const found = await readAlarm(await actionContext(), alarmId);
  if (!found.ok) return null;
  const { journal, rule } = found.value;
  return {
    journal,
    cause: rule?.cause ?? null,
    consequence: rule?.consequence ?? null,
    response: rule?.response ?? null,
    respondWithinMinutes: rule?.respondWithinMinutes ?? null,
  };
}
