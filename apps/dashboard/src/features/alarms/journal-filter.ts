import type { AlarmState, Instant, Priority, TransitionKind } from '@wachter/core';
import { transitions } from '@wachter/core/alarm/alarm';
import { stateWords } from '@wachter/core/alarm/words';
import { priorities } from '@wachter/core/quantity/define';
import { instantTyped } from './typed-moment.ts';

/** Fields of the filter in the words of an address; an empty one asks for everything. Times are typed on the clocks of the site. */
export const journalFields = ['from', 'to', 'subject', 'room', 'actor', 'kind', 'state', 'priority', 'rule'] as const;
export type JournalField = (typeof journalFields)[number];
export type JournalFilter = Readonly<Record<JournalField, string>>;

type Address = Readonly<Record<string, string | string[] | undefined>>;

/** What an address asks for. What is no text is no filter. */
export function journalFilterOf(asked: Address): JournalFilter {
  const text = (field: JournalField) => {
    const said = asked[field];
    return typeof said === 'string' ? said.trim().slice(0, 120) : '';
  };
  return {
    from: text('from'),
    to: text('to'),
    subject: text('subject'),
    room: text('room'),
    actor: text('actor'),
    kind: text('kind'),
    state: text('state'),
    priority: text('priority'),
    rule: text('rule'),
  };
}

/** The address of a filter, without what it leaves open. */
export function journalSearch(filter: JournalFilter, cursor: string | null = null): string {
  const asked = new URLSearchParams();
  for (const field of journalFields) if (filter[field] !== '') asked.set(field, filter[field]);
  if (cursor !== null) asked.set('cursor', cursor);
  const text = asked.toString();
  return text === '' ? '' : `?${text}`;
}

export const alarmStates = Object.keys(stateWords) as readonly AlarmState[];

/** What the verb is asked. */
export interface JournalQuery {
  readonly from: Instant | undefined;
  readonly to: Instant | undefined;
  readonly subject: string | undefined;
  readonly locationId: string | undefined;
  readonly actor: string | undefined;
  readonly kinds: TransitionKind[] | undefined;
  readonly states: AlarmState[] | undefined;
  readonly priorities: Priority[] | undefined;
  readonly ruleType: string | undefined;
}

/** What a filter may choose from. */
export interface JournalChoices {
  readonly room: readonly string[];
  readonly rule: readonly string[];
}

/** Fields that hold something that cannot be used: it is said beside them, and nothing is listed. */
export function journalProblems(
  filter: JournalFilter,
  { timeZone, choices }: { readonly timeZone: string; readonly choices: JournalChoices },
): readonly JournalField[] {
  const at = (text: string) => (text === '' ? null : instantTyped(text, timeZone));
  const [from, to] = [at(filter.from), at(filter.to)];
  const known = { kind: transitions, state: alarmStates, priority: priorities, ...choices } as const;
  const unknown = (Object.keys(known) as (keyof typeof known)[]).filter(
    (field) => filter[field] !== '' && !known[field].some((one) => one === filter[field]),
  );
  const isBackwards = from !== null && to !== null && to <= from;
  return [
    ...(filter.from !== '' && from === null ? (['from'] as const) : []),
    ...((filter.to !== '' && to === null) || isBackwards ? (['to'] as const) : []),
    ...unknown,
  ];
}

/** The question that a filter without problems asks. */
export function journalQuery(filter: JournalFilter, timeZone: string): JournalQuery {
  const some = (text: string) => (text === '' ? undefined : text);
  const only = <T extends string>(text: string, known: readonly T[]): T[] | undefined =>
    text === '' ? undefined : known.filter((one) => one === text);
  const at = (text: string) => (text === '' ? undefined : (instantTyped(text, timeZone) ?? undefined));
  return {
    from: at(filter.from),
    to: at(filter.to),
    subject: some(filter.subject),
    locationId: some(filter.room),
    actor: some(filter.actor),
    kinds: only(filter.kind, transitions),
    states: only(filter.state, alarmStates),
    priorities: only(filter.priority, priorities),
    ruleType: some(filter.rule),
  };
}

/** Where the same rows are a CSV file. */
export function journalExport({ from, to, kinds, states, priorities: chosen, ...texts }: JournalQuery): string {
  const asked = new URLSearchParams();
  if (from !== undefined) asked.set('from', new Date(from).toISOString());
  if (to !== undefined) asked.set('to', new Date(to).toISOString());
  for (const [field, text] of Object.entries(texts)) if (text !== undefined) asked.set(field, text);
  for (const [field, list] of Object.entries({ kind: kinds, state: states, priority: chosen }))
    if (list?.[0] !== undefined) asked.set(field, list[0]);
  return `/api/export/journal?${asked}`;
}
