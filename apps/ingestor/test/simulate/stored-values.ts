import type { RuleInstance } from '@wachter/core';
import type { PointSeen, StoredValue } from './hearing.ts';
import { type JudgedValues, judgedValues, passTime, takeValue, type Value } from './judged-values.ts';
import { toldOf, windowMsOf } from './lines.ts';
import { type Alarms, type Expected, follow, newAlarms } from './occurrences.ts';
import { STALE_SECONDS } from './site.ts';

export const STALE_MS = STALE_SECONDS * 1_000;
/** Stored values are read in pieces of this length. */
const PIECE_MS = 600_000;

/** Shows a rule values again, and what time alone brings about between them. */
export function show(values: JudgedValues, known: readonly Value[]): void {
  for (const value of known) {
    for (const _ of passTime(values, value.at - 1));
    takeValue(values, value);
  }
}

/** Every excursion of these values up to `until`, each as an alarm of its own. */
export function excursions(rule: RuleInstance, known: readonly Value[], until: number): readonly Expected[] {
  const values = judgedValues(toldOf(rule) ?? { lines: [], lookBack: null }, STALE_MS, null);
  const alarms = newAlarms(rule);
  const tell = (at: number) => {
    follow(alarms, values.held, { at, now: at, isLate: true, confirms: false });
    if (alarms.open?.clearedAt != null) alarms.open = null;
  };
  for (const value of known) {
    for (const { at } of passTime(values, value.at - 1)) tell(at);
    takeValue(values, value);
    tell(value.at);
  }
  for (const { at } of passTime(values, until)) tell(at);
  return alarms.all.map((one) => ({
    ...one,
    activation: 1,
    said: [
      ['recorded-late', one.raisedAt],
      ['cleared', one.clearedAt ?? 0],
    ],
  }));
}

/** Over, and part of what came out of order, and nobody knew of it. */
export function isNews(
  { raisedAt, clearedAt }: Expected,
  { alarms, first, last, now }: { readonly alarms: Alarms; readonly first: number; readonly last: number; readonly now: number },
): boolean {
  if (clearedAt === null || raisedAt > last || clearedAt < first) return false;
  return !alarms.all.some((one) => one.raisedAt <= clearedAt && (one.clearedAt ?? now) >= raisedAt);
}

/** A stored value as it is shown to a rule again. */
export type Known = Value & Pick<StoredValue, 'observedAt'>;

/** Stored under a source time of the device from `from` on, in order of our clock. */
export function storedSince(point: PointSeen, from: number): readonly Known[] {
  const stored: Known[] = [];
  const before = point.inOrder.findLastIndex(({ observedAt }) => observedAt < from);
  for (const { observedAt, at, value, isBad, isUnruled } of point.inOrder.slice(before + 1))
    if (!isUnruled) stored.push({ observedAt, at, value, isBad, isLate: false });
  return stored.sort((a, b) => a.at - b.at || a.observedAt - b.observedAt);
}

/** A stretch of source times of the device, by our clock. */
export function byOurClock(point: PointSeen, { first, last }: { readonly first: number; readonly last: number }) {
  const times = storedSince(point, first).flatMap(({ observedAt, at }) => (observedAt <= last ? [at] : []));
  return times.length === 0 ? { first, last } : { first: Math.min(...times), last: Math.max(...times) };
}

/** The stored values that rules are shown again which begin together: the longest window of them back from the newest value. */
export const readBack = (point: PointSeen, longestMs: number): readonly Known[] =>
  storedSince(point, Math.floor(((point.latest?.observedAt ?? 0) - longestMs) / PIECE_MS) * PIECE_MS);

/** Of these what one rule is shown: its delays back from the newest, and the one before. */
export function windowOf(known: readonly Known[], rule: RuleInstance): readonly Known[] {
  const windowMs = windowMsOf(rule);
  const newest = known.at(-1)?.at ?? 0;
  const first = known.findIndex(({ at }) => at >= newest - windowMs - 1);
  return known.slice(Math.max(0, first - 1));
}
