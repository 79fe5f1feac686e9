import type { Instant } from '../reading/reading.ts';
import { type AlarmRemark, fleetingMs } from './alarm.ts';
import type { WouldBeAlarm } from './back-test.ts';
import { chatterBursts, unseen } from './back-test-compare.ts';

/** Parameters that end chattering, as far as history tells. */
export interface Tuning {
  /** null: the rule has no hysteresis, only a delay. */
  readonly hysteresis: number | null;
  readonly dwellSeconds: number;
}

const isNumber = (value: unknown): value is number => typeof value === 'number';

/** What tames a rule, from its parsed parameters; null for a rule without a delay. */
export function tuningOf(params: unknown): Tuning | null {
  if (typeof params !== 'object' || params === null || !('dwellSeconds' in params)) return null;
  const { dwellSeconds } = params;
  const hysteresis = 'hysteresis' in params ? params.hysteresis : null;
  if (!isNumber(dwellSeconds) || (hysteresis !== null && !isNumber(hysteresis))) return null;
  return { hysteresis, dwellSeconds };
}

export const withTuning = (params: unknown, { hysteresis, dwellSeconds }: Tuning): unknown => ({
  ...(typeof params === 'object' ? params : {}),
  ...(hysteresis === null ? {} : { hysteresis }),
  dwellSeconds,
});

const dwells = [10, 30, 60, 120, 300, 600];
const widenings = [1, 2, 4, 8];

/**
 * What is worth trying, smallest change first: the present values, wider by multiples of the quantity's deadband, delays shorter than
 * what must not be missed. Of equal changes the shorter delay comes first, because it costs response time.
 */
export function tuningCandidates(
  present: Tuning,
  { deadband, keepLongerThanSeconds }: { readonly deadband: number; readonly keepLongerThanSeconds: number },
): readonly Tuning[] {
  const precise = (value: number) => Number(value.toPrecision(6));
  const { hysteresis: own } = present;
  const hystereses = own === null ? [own] : [own, ...widenings.map((times) => precise(own + times * deadband))];
  const delays = [
    present.dwellSeconds,
    ...dwells.filter((dwell) => dwell > present.dwellSeconds && dwell < keepLongerThanSeconds),
  ];
  return hystereses
    .flatMap((hysteresis, wide) => delays.map((dwellSeconds, long) => ({ hysteresis, dwellSeconds, wide, long })))
    .toSorted((a, b) => a.wide + a.long - (b.wide + b.long) || a.long - b.long)
    .map(({ hysteresis, dwellSeconds }) => ({ hysteresis, dwellSeconds }));
}

export interface TuningAim {
  /** What is to end: bursts of alarms, or alarms that are gone within seconds. */
  readonly against: AlarmRemark;
  /** Three alarms within this are chatter: a minute (domain: ISA-18.2 practice), more for a point that seldom speaks. */
  readonly chatterWindowMs: number;
  /** An excursion that lasts this long must still raise. */
  readonly keepLongerThanMs: number;
  readonly to: Instant;
}

export interface Tried {
  readonly tuning: Tuning;
  readonly alarms: readonly WouldBeAlarm[];
}

/** Those that were gone within seconds. */
export const briefOf = (alarms: readonly WouldBeAlarm[]): readonly WouldBeAlarm[] =>
  alarms.filter(({ raisedAt, clearedAt }) => clearedAt !== null && clearedAt - raisedAt <= fleetingMs);

/**
 * The first of the tried ones, in their order, that would not have chattered (or spoken in passing) and would have missed no excursion. `excursions` are what the
 * same limits say without delay and without hysteresis. Null when none of them does.
 */
export function chooseTuning(tried: readonly Tried[], excursions: readonly WouldBeAlarm[], aim: TuningAim): Tried | null {
  const isGood = ({ alarms }: Tried) =>
    (aim.against === 'chattering' ? chatterBursts(alarms, aim.chatterWindowMs) === 0 : briefOf(alarms).length === 0) &&
    unseen(excursions, alarms, { longerThanMs: aim.keepLongerThanMs, to: aim.to }).length === 0;
  return tried.find(isGood) ?? null;
}
