'use server';
import { type JournalEntry, type RuleInstance, vitalWords, type Withholding, type Words } from '@wachter/core';
import { can } from '@wachter/services/access/can';
import { resetAlarm } from '@wachter/services/alarm/reset';
import { listUnder } from '@wachter/services/alarm/under';
import type { Context } from '@wachter/services/context';
import type { ChecklistTick } from '@wachter/services/ports/alarm-store';
import { actionContext } from '../../server/context.ts';
import { readAlarm } from '../../server/reads/alarms.ts';
import { type RunAddress, readRunOfAlarm } from '../../server/reads/run-alarms.ts';
import type { Said, WordOutcome } from './word-outcome.ts';

const detailOf = (error: { readonly kind: string }): string => ('issues' in error ? JSON.stringify(error.issues) : error.kind);

export async function reset(said: Said): Promise<readonly WordOutcome[]> {
  const result = await resetAlarm(await actionContext(), said);
  if (!result.ok) return [{ alarmId: said.alarmId, kind: result.error.kind, detail: detailOf(result.error) }];
  return [{ alarmId: said.alarmId, kind: result.value.kind, ...('by' in result.value ? { by: result.value.by } : {}) }];
}

export interface AlarmBackground extends Pick<RuleInstance, 'cause' | 'consequence' | 'response' | 'respondWithinMinutes'> {
  readonly journal: readonly JournalEntry[];
  /** The run of emergency power that it came in. */
  readonly run: RunAddress | null;
  readonly checklist: readonly Words[];
  readonly ticks: readonly ChecklistTick[];
  readonly withholding: Withholding | null;
  readonly shelveMaxHours: number;
  /** Why it is never shelved; null where it may be. */
  readonly vital: Words | null;
  /** What the person may do about the rule: see what would tame it, and change it. */
  readonly tuning: 'none' | 'see' | 'change';
}

/** The alarms that one explains, and why; null when it is not there or may not be seen. */
export async function readUnderRoot(alarmId: string) {
  const found = await listUnder(await actionContext(), { alarmId });
  return found.ok ? found.value : null;
}

const tuningOf = ({ actor }: Context): AlarmBackground['tuning'] => {
  if (!can(actor, 'rule.back-test', { kind: 'rule' }).allowed) return 'none';
  return can(actor, 'rule.edit', { kind: 'rule' }).allowed ? 'change' : 'see';
};

/** Journal and response text of one occurrence; null when it is not there or may not be seen. */
export async function readAlarmBackground(alarmId: string): Promise<AlarmBackground | null> {
  const context = await actionContext();
  const found = await readAlarm(context, alarmId);
  if (!found.ok) return null;
  const { journal, rule, ticks, withholding, settings, vital } = found.value;
  return {
    journal,
    run: await readRunOfAlarm(context, found.value.alarm),
    checklist: rule?.checklist ?? [],
    ticks,
    withholding,
    shelveMaxHours: settings.shelveMaxHours,
    vital: vital && vitalWords[vital],
    tuning: tuningOf(context),
    cause: rule?.cause ?? null,
    consequence: rule?.consequence ?? null,
    response: rule?.response ?? null,
    respondWithinMinutes: rule?.respondWithinMinutes ?? null,
  };
}
