import type { AlarmLevel } from '@wachter/core';
import type { Held } from './occurrences.ts';

/** One value as a rule sees it. */
export interface Value {
  /** Source time by our clock. */
  readonly at: number;
  readonly value: number;
  readonly isBad: boolean;
  readonly isLate: boolean;
}

/** What one limit or one set of states says of a value. */
export type Saying = 'wrong' | 'right' | 'nothing';

/** One limit of a rule, or one set of its states. */
export interface Line {
  readonly level: AlarmLevel;
  readonly direction: string;
  readonly limit: number | null;
  readonly raiseAfterMs: number;
  readonly clearAfterMs: number;
  readonly says: (value: number, isFull: boolean) => Saying;
}

/** What a rule that looks back counts or measures of the good values up to the last one. */
export interface LookBack {
  readonly windowMs: number;
  readonly measure: (values: readonly Value[]) => number;
}

interface LineState {
  readonly line: Line;
  isOn: boolean;
  since: number;
  /** The values without a break that speak against what the line says now. */
  against: Value[];
}

/**
 * A limit or state rule, told slowly: for each line the unbroken row of values that speak for a change. The change comes when that row has
 * lasted for the delay, be it at a value or between two values; between values only while the last good one still speaks.
 */
export interface JudgedValues {
  readonly lines: LineState[];
  readonly lookBack: LookBack | null;
  /** The good values that it may look back at. */
  seen: Value[];
  readonly staleMs: number;
  held: Held | null;
  lastGoodAt: number;
  isBlind: boolean;
  /** The last value was late: time alone changes nothing then. */
  isLastLate: boolean;
}

/** How a rule is told: its lines, and what they are held against where that is not the value itself. */
export interface Told {
  readonly lines: readonly Line[];
  readonly lookBack: LookBack | null;
}

/** A change that came out, and when it became true. */
export interface Change {
  readonly at: number;
  readonly byDelay: boolean;
}

export function judgedValues({ lines, lookBack }: Told, staleMs: number, open: Held | null): JudgedValues {
  const states = lines.map((line) => {
    const isOn = open !== null && open.direction === line.direction && (open.level === 'critical' || line.level === 'warning');
    return { line, isOn, since: isOn ? open.since : 0, against: [] };
  });
  const values = { lines: states, lookBack, seen: [], staleMs, held: open, lastGoodAt: 0, isBlind: false, isLastLate: false };
  values.held = worst(values);
  return values;
}

function worst({ lines, held }: Pick<JudgedValues, 'lines' | 'held'>): Held | null {
  const on = lines.filter(({ isOn }) => isOn);
  const level = on.some(({ line }) => line.level === 'critical') ? 'critical' : 'warning';
  const candidates = on.filter(({ line }) => line.level === level);
  const same = candidates.find(
    ({ line, since }) =>
      held !== null &&
      held.level === level &&
      held.direction === line.direction &&
      held.since === since &&
      held.limit === line.limit,
  );
  if (same) return held;
  const first = candidates[0];
  return first ? { level, since: first.since, direction: first.line.direction, limit: first.line.limit } : null;
}

const delayOf = ({ line, isOn }: LineState): number => (isOn ? line.clearAfterMs : line.raiseAfterMs);
const dueOf = (state: LineState): number => (state.against[0] ? state.against[0].at + delayOf(state) : Number.POSITIVE_INFINITY);

function turn(state: LineState): void {
  if (!state.isOn) state.since = state.against[0]?.at ?? state.since;
  state.isOn = !state.isOn;
  state.against = [];
}

/** Something is on its way and may come out before the next value. */
export const isOnItsWay = (values: JudgedValues): boolean => Number.isFinite(nextDue(values));

function nextDue({ lines, isBlind, lastGoodAt, staleMs }: JudgedValues): number {
  const due = Math.min(...lines.map(dueOf));
  return isBlind || due > lastGoodAt + staleMs ? Number.POSITIVE_INFINITY : due;
}

/** Lets time pass up to and including `until`; returns each change of what holds. */
export function* passTime(values: JudgedValues, until: number): Generator<Change> {
  for (let due = nextDue(values); due <= until; due = nextDue(values)) {
    for (const state of values.lines) if (dueOf(state) <= due) turn(state);
    const before = values.held;
    values.held = worst(values);
    if (values.held !== before) yield { at: due, byDelay: true };
  }
}

/** Full is a window of which every part is spoken for by values that came without a long gap. */
function measure(values: JudgedValues, value: Value): { readonly measured: number; readonly isFull: boolean } {
  const { lookBack, staleMs, seen } = values;
  if (!lookBack) return { measured: value.value, isFull: true };
  seen.push(value);
  const first = seen.findIndex(({ at }) => at >= value.at - 2 * lookBack.windowMs - staleMs);
  values.seen = seen.slice(Math.max(0, first - 1));
  let since = value.at;
  for (const { at } of values.seen.toReversed()) if (since - at <= staleMs) since = at;
  return { measured: lookBack.measure(values.seen), isFull: value.at - since >= lookBack.windowMs };
}

/** One value. Delays that ran out before it must have been let out by `passTime` up to the millisecond before. */
export function takeValue(values: JudgedValues, value: Value): void {
  values.isLastLate = value.isLate;
  values.isBlind = value.isBad;
  if (value.isBad) return;
  values.lastGoodAt = Math.max(values.lastGoodAt, value.at);
  const { measured, isFull } = measure(values, value);
  for (const state of values.lines) {
    const saying = state.line.says(measured, isFull);
    if (saying !== (state.isOn ? 'right' : 'wrong')) state.against = [];
    else {
      state.against.push(value);
      if (value.at >= dueOf(state)) turn(state);
    }
  }
  values.held = worst(values);
}
