import type { AlarmLevel, RuleInstance } from '@wachter/core';

/** What holds, by a rule: since when, how bad, and which way. */
export interface Held {
  readonly level: AlarmLevel;
  readonly since: number;
  readonly direction: string;
  readonly limit: number | null;
}

/** One alarm that should exist, with everything that should have been said of it: kind and the time it became true. */
export interface Expected {
  readonly ruleId: string;
  readonly isLatching: boolean;
  raisedAt: number;
  activatedAt: number;
  activation: number;
  clearedAt: number | null;
  level: AlarmLevel;
  direction: string;
  limit: number | null;
  priority: string;
  isLate: boolean;
  /** As storage has them. */
  acknowledged: number;
  reset: number;
  /** As the engine has heard. */
  acknowledgedHeard: number;
  resetHeard: number;
  readonly said: (readonly [kind: string, at: number])[];
}

/** When and by what it came out. `confirms`: a live good value, and nothing is on its way. */
export interface Moment {
  readonly at: number;
  readonly isLate: boolean;
  readonly confirms: boolean;
}

/** The alarms of one rule. `open` is the one that the engine goes on with. */
export interface Alarms {
  rule: RuleInstance;
  readonly all: Expected[];
  open: Expected | null;
}

const lower: Readonly<Record<string, string>> = { critical: 'high', high: 'medium', medium: 'low', low: 'low' };
const priorityFor = (rule: RuleInstance, level: AlarmLevel): string =>
  level === 'critical' ? rule.priority : (lower[rule.priority] ?? rule.priority);

/** ISA-18.2: nothing is left for people or the process to do. */
const isOver = (one: Expected, acknowledged: number, reset: number): boolean =>
  one.clearedAt !== null && acknowledged >= one.activation && (!one.isLatching || reset >= one.activation);

export const isOverInStorage = (one: Expected): boolean => isOver(one, one.acknowledged, one.reset);

function letGo(alarms: Alarms): void {
  const { open } = alarms;
  if (open && isOver(open, open.acknowledgedHeard, open.resetHeard)) alarms.open = null;
}

/** The engine has heard what people said. */
export function hearPeople(alarms: Alarms): void {
  const { open } = alarms;
  if (!open) return;
  open.acknowledgedHeard = open.acknowledged;
  open.resetHeard = open.reset;
  letGo(alarms);
}

/** After a start: the alarm to go on with is the active one, else the newest that waits for people; ended late evidence is left alone. */
export function takeUp(alarms: Alarms): void {
  const waiting = alarms.all.filter((one) => !isOverInStorage(one) && !(one.isLate && one.clearedAt !== null));
  const active = waiting.find(({ clearedAt }) => clearedAt === null);
  const newest = waiting.reduce<Expected | null>((best, one) => (best && best.raisedAt >= one.raisedAt ? best : one), null);
  alarms.open = active ?? newest;
  hearPeople(alarms);
}

/** Makes the alarm say what holds. */
export function follow(alarms: Alarms, held: Held | null, moment: Moment): void {
  const { open } = alarms;
  if (held === null) {
    if (open && open.clearedAt === null) clear(alarms, open, { at: moment.at, kind: 'cleared' });
    return;
  }
  if (!open) raise(alarms, held, moment);
  else if (open.clearedAt !== null || open.direction !== held.direction) raiseAgain(alarms, { open, held, moment });
  else if (open.level !== held.level) changeLevel(alarms, { open, held, moment });
  else adjust(alarms, { open, held, moment });
}

/** Nothing new holds: the rule may have been changed, or late evidence is borne out. */
function adjust(alarms: Alarms, { open, held, moment }: Known): void {
  const priority = priorityFor(alarms.rule, held.level);
  const isChanged = open.limit !== held.limit || open.priority !== priority;
  const isConfirmed = open.isLate && moment.confirms;
  if (!isChanged && !isConfirmed) return;
  Object.assign(open, { limit: held.limit, priority, isLate: open.isLate && !isConfirmed });
  open.said.push([isConfirmed ? 'confirmed' : 'rule-changed', moment.at]);
}

export function clear(alarms: Alarms, open: Expected, { at, kind }: { readonly at: number; readonly kind: string }): void {
  open.clearedAt = Math.max(at, open.activatedAt);
  open.said.push([kind, open.clearedAt]);
  letGo(alarms);
}

function raise(alarms: Alarms, held: Held, { isLate }: Moment): void {
  const { rule } = alarms;
  const raised: Expected = {
    ...{ ruleId: rule.id, isLatching: rule.isLatching, raisedAt: held.since, activatedAt: held.since, activation: 1 },
    ...{ clearedAt: null, level: held.level, direction: held.direction, limit: held.limit, isLate },
    ...{ priority: priorityFor(rule, held.level), acknowledged: 0, reset: 0, acknowledgedHeard: 0, resetHeard: 0 },
    said: [[isLate ? 'recorded-late' : 'raised', held.since]],
  };
  alarms.all.push(raised);
  alarms.open = raised;
}

interface Known {
  readonly open: Expected;
  readonly held: Held;
  readonly moment: Moment;
}

function raiseAgain(alarms: Alarms, { open, held, moment }: Known): void {
  const { level, direction, limit, since } = held;
  Object.assign(open, { level, direction, limit, activatedAt: since, clearedAt: null, isLate: moment.isLate });
  open.priority = priorityFor(alarms.rule, level);
  open.activation += 1;
  open.said.push([moment.isLate ? 'recorded-late' : 're-raised', since]);
}

/** Worse is news and needs a new acknowledgement; better is not. */
function changeLevel(alarms: Alarms, { open, held, moment }: Known): void {
  const isWorse = held.level === 'critical';
  Object.assign(open, { level: held.level, direction: held.direction, limit: held.limit });
  open.priority = priorityFor(alarms.rule, held.level);
  if (isWorse) {
    open.activation += 1;
    open.activatedAt = held.since;
    open.isLate = open.isLate && moment.isLate;
  }
  open.said.push([isWorse ? 'escalated' : 'de-escalated', isWorse ? held.since : moment.at]);
}
