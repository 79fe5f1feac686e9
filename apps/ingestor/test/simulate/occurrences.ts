import type { AlarmLevel, RuleInstance } from '@wachter/core';
import type { Word } from './log.ts';

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
  /** It comes and goes: held until a minute without change. */
  isChattering: boolean;
  withheld: Withheld;
  /** As storage has them. */
  acknowledged: number;
  reset: number;
  /** As the engine has heard. */
  acknowledgedHeard: number;
  resetHeard: number;
  readonly said: (readonly [kind: string, at: number])[];
  /** The same by the time at which it was written down. */
  readonly recorded: { readonly kind: string; readonly at: number }[];
}

/** When and by what it came out. `confirms`: a live good value, and nothing is on its way. */
export interface Moment {
  readonly at: number;
  readonly isLate: boolean;
  readonly confirms: boolean;
  /** The time by the clock of the process. */
  readonly now: number;
  /** Silence is judged by time alone: a look at the clock is proof of quiet. */
  readonly isBySilence?: boolean;
}

/** The alarms of one rule. `open` is the one that the engine goes on with. */
export interface Alarms {
  rule: RuleInstance;
  readonly all: Expected[];
  open: Expected | null;
  /** What held when last looked at, and when it changed lately. */
  last: Held | null;
  changes: number[];
  /** What withholds the rule at present, and since when. */
  withheld: Withheld;
  withheldSince: number;
}

/** Why nobody is told of a rule or an alarm, and until when. `by`: id of what people put, or the name of an alarm. */
export interface Withheld {
  readonly kind: 'none' | 'shelved' | 'suppressed' | 'out-of-service';
  readonly by: string | null;
  readonly until: number | null;
}

/** How the journal calls it when an alarm is withheld. */
export const withheldKinds = { shelved: 'shelved', suppressed: 'suppressed', 'out-of-service': 'taken-out-of-service' } as const;

export const WITHHELD_BY_NOTHING: Withheld = { kind: 'none', by: null, until: null };

export const newAlarms = (rule: RuleInstance): Alarms => ({
  ...{ rule, all: [], open: null, last: null, changes: [], withheld: WITHHELD_BY_NOTHING, withheldSince: 0 },
});

const CHATTER_MS = 60_000;
const changing = ['raised', 're-raised', 'escalated', 'de-escalated', 'cleared'];

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

/** A rule begins anew: it knows what holds, and after a start of the process the changes written down in the last minute. */
export function beginAnew(
  alarms: Alarms,
  held: Held | null,
  { now, isStart }: { readonly now: number; readonly isStart: boolean },
): void {
  const written = alarms.all.flatMap(({ recorded }) =>
    recorded.filter(({ kind }) => changing.includes(kind)).map(({ at }) => at),
  );
  alarms.changes = isStart ? written.filter((at) => at >= now - CHATTER_MS).sort((a, b) => a - b) : [];
  if (alarms.open?.isChattering) alarms.changes.push(now);
  alarms.last = held;
}

/** Makes the alarm say what holds. Three changes in a minute are chatter: it is held as bad as it was until a minute without change. */
export function follow(alarms: Alarms, held: Held | null, moment: Moment): void {
  const isChanged = alarms.last?.level !== held?.level || alarms.last?.direction !== held?.direction;
  alarms.last = held;
  if (isChanged && !moment.isLate) alarms.changes.push(moment.now);
  const { open, changes } = alarms;
  if (open?.isChattering) {
    const isQuiet = moment.now - (changes.at(-1) ?? 0) >= CHATTER_MS;
    if (isQuiet && !moment.isLate && (moment.confirms || moment.isBySilence)) {
      open.isChattering = false;
      alarms.changes = [];
      say(open, 'chattering-ended', { at: moment.at, now: moment.now });
      speak(alarms, held, moment);
    } else if (!isMilder(open, held)) speak(alarms, held, moment);
    return;
  }
  const isFast = changes.length >= 3 && (changes.at(-1) ?? 0) - (changes.at(-3) ?? 0) <= CHATTER_MS;
  const isBegin = isFast && !moment.isLate && (held !== null || (open !== null && open.clearedAt === null));
  if (!isBegin || !open || open.clearedAt !== null || !isMilder(open, held)) speak(alarms, held, moment);
  if (!isBegin || !alarms.open) return;
  alarms.open.isChattering = true;
  say(alarms.open, 'chattering-began', { at: moment.at, now: moment.now });
}

const isMilder = (open: Expected, held: Held | null): boolean =>
  held === null || (held.direction === open.direction && held.level === 'warning' && open.level === 'critical');

/** The journal has a transition once, however often it comes true and is written down at the same instants. */
export function say(one: Expected, kind: string, { at, now }: { readonly at: number; readonly now: number }): void {
  if (one.said.some(([known, when], index) => known === kind && when === at && one.recorded[index]?.at === now)) return;
  one.said.push([kind, at]);
  one.recorded.push({ kind, at: now });
}

function speak(alarms: Alarms, held: Held | null, moment: Moment): void {
  const { open } = alarms;
  if (held === null) {
    if (open && open.clearedAt === null) clear(alarms, open, { at: moment.at, now: moment.now, kind: 'cleared' });
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
  say(open, isConfirmed ? 'confirmed' : 'rule-changed', moment);
}

interface Clearing {
  readonly at: number;
  readonly now: number;
  readonly kind: string;
}

export function clear(alarms: Alarms, open: Expected, { at, now, kind }: Clearing): void {
  open.clearedAt = Math.max(at, open.activatedAt);
  open.isChattering = false;
  say(open, kind, { at: open.clearedAt, now });
  letGo(alarms);
}

function raise(alarms: Alarms, held: Held, { isLate, now }: Moment): void {
  const { rule } = alarms;
  const raised: Expected = {
    ...{ ruleId: rule.id, isLatching: rule.isLatching, raisedAt: held.since, activatedAt: held.since, activation: 1 },
    ...{ clearedAt: null, level: held.level, direction: held.direction, limit: held.limit, isLate },
    ...{ priority: priorityFor(rule, held.level), acknowledged: 0, reset: 0, acknowledgedHeard: 0, resetHeard: 0 },
    isChattering: false,
    withheld: alarms.withheld,
    said: [],
    recorded: [],
  };
  say(raised, isLate ? 'recorded-late' : 'raised', { at: held.since, now });
  const { withheld, withheldSince } = alarms;
  if (withheld.kind !== 'none') say(raised, withheldKinds[withheld.kind], { at: Math.max(withheldSince, held.since), now });
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
  open.withheld = alarms.withheld;
  open.priority = priorityFor(alarms.rule, level);
  open.activation += 1;
  say(open, moment.isLate ? 'recorded-late' : 're-raised', { at: since, now: moment.now });
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
  say(open, isWorse ? 'escalated' : 'de-escalated', { at: isWorse ? held.since : moment.at, now: moment.now });
}

/** What holds by the alarm that the engine goes on with. */
export const heldBy = ({ open }: Alarms): Held | null =>
  open === null || open.clearedAt !== null
    ? null
    : { level: open.level, since: open.activatedAt, direction: open.direction, limit: open.limit };

/** Storage took a person's word about one of these. */
export function hearWord(all: readonly Expected[], { kind, raisedAt, clearedAt, activation }: Word): void {
  const alike = all.filter((one) => one.raisedAt === raisedAt && one.clearedAt === clearedAt);
  // Late evidence may be of the same instants as an alarm that nobody waits for any more.
  const meant = alike.find((one) => one[kind] < activation) ?? alike[0];
  if (!meant) return;
  meant[kind] = activation;
}
