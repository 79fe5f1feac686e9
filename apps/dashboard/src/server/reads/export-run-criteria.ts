import { type Locale, ok, outcomeWords, type Verdict, type Words } from '@wachter/core';
import type { Context } from '@wachter/services/context';
import { type GetRun, getRun } from '@wachter/services/power/get-run';
import type { z } from 'zod';
import { csvText } from '../csv.ts';
import type { Read } from './read.ts';

const columns = [
  ...['rule set', 'edition', 'approved', 'criterion', 'name', 'equipment', 'required', 'outcome'],
  ...['verdict', 'measured', 'limit', 'uncertainty', 'sentence'],
];

/** Every finding of every rule set that fits a run: ids for machines, words in one language for people. */
export async function exportRunCriteria(context: Context, asked: z.input<typeof GetRun>, locale: Locale): Promise<Read<string>> {
  const found = await getRun(context, asked);
  if (!found.ok) return found;
  const { verdicts, names } = found.value;
  return ok([`${columns.join(',')}\r\n`, ...verdicts.flatMap((verdict) => rowsOf(verdict, { names, locale }))].join(''));
}

interface Reader {
  readonly names: Readonly<Record<string, string>>;
  readonly locale: Locale;
}

const rowsOf = ({ ruleSet, edition, isApproved, findings }: Verdict, { names, locale }: Reader): readonly string[] =>
  findings.map(({ criterion, name, equipment, isRequired, outcome, sentence, figures }) => {
    const say = (words: Words | null | undefined) => words?.[locale] ?? '';
    const where = equipment === null ? '' : (names[equipment] ?? equipment);
    const [measured, limit, uncertainty] = [figures?.measured, figures?.limit, figures?.uncertainty].map(say);
    const texts = [say(outcomeWords[outcome]), measured, limit, uncertainty, say(sentence)];
    return `${[
      ...[ruleSet, edition].map(csvText),
      isApproved,
      ...[criterion, say(name), where].map(csvText),
      isRequired,
      outcome,
      ...texts.map((text) => csvText(text ?? '')),
    ].join(',')}\r\n`;
  });
