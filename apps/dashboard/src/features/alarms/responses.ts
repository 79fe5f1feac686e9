import type { Alarm, Words } from '@wachter/core';

/** What a rule asks of people: what to do, and within how long. */
export interface Advice {
  readonly response: Words;
  readonly respondWithinMinutes: number | null;
}

/** Advice by rule, each once: what a list and a wall show beside an alarm. */
export interface Responses {
  readonly advice: readonly Advice[];
  readonly ofRule: Readonly<Record<string, number>>;
}

export const adviceFor = ({ advice, ofRule }: Responses, { ruleId }: Pick<Alarm, 'ruleId'>): Advice | null =>
  advice[ofRule[ruleId] ?? -1] ?? null;

/** The first sentence of a text: what is read in passing. */
export function firstSentence(text: string): string {
  const [line = ''] = text.trim().split('\n', 1);
  const end = /[.!?](?=\s|$)/.exec(line);
  return end ? line.slice(0, end.index + 1) : line;
}
