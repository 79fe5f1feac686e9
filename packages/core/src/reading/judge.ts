import type { Point } from '../point/point.ts';
import type { Quantity } from '../quantity/define.ts';
import { quantityById } from '../quantity/index.ts';
import { stateByWire } from '../quantity/state-by-wire.ts';
import { convert, unitBySpelling } from '../unit/convert.ts';
import { datingOf, type TimeRefusal } from './dating.ts';
import { isAbsent, parseNumber } from './parse.ts';
import { GOOD, type Quality, worseQuality } from './quality.ts';
import type { Instant, Observation, Reading } from './reading.ts';

export type QuarantineReason = 'sentinel' | 'implausible' | 'not-a-number' | 'unit-unknown' | 'unknown-state' | TimeRefusal;

/**
 * What an observation is worth. `effectiveAt` is the instant by which latest values are ordered, ages counted and alarms evaluated; `takenAt` the
 * source time by our clock, which is that instant for a value that turns out to be late. `isFuture` says that the source time lies
 * ahead of us and nothing explains it: stored and flagged, but not to become the latest.
 */
export type Judgement =
  | {
      readonly kind: 'reading';
      readonly reading: Reading;
      readonly takenAt: Instant;
      readonly effectiveAt: Instant;
      readonly isFuture: boolean;
    }
  | { readonly kind: 'quarantine'; readonly reason: QuarantineReason; readonly detail: string }
  | { readonly kind: 'no-value'; readonly detail: string };

export interface JudgeContext {
  readonly receivedAt: Instant;
  /** Measured skew of the device's clock, source minus ours; null = not measured. */
  readonly skewMs: number | null;
  /** The point's value before this one, in the unit of its quantity. */
  readonly previous?: { readonly value: number; readonly observedAt: Instant } | null | undefined;
}

type JudgedPoint = Pick<Point, 'id' | 'quantity' | 'sourceUnit' | 'staleSeconds'>;
interface Value {
  readonly value: number;
  readonly quality: Quality;
  readonly original?: { readonly value: number; readonly unit: string };
}
type Refusal = Extract<Judgement, { kind: 'quarantine' }>;

const UNKNOWN_UNIT: Quality = { level: 'uncertain', reason: 'unit-unknown' };
const JUMPED: Quality = { level: 'uncertain', reason: 'implausible' };

const quarantine = (reason: QuarantineReason, detail: string): Refusal => ({ kind: 'quarantine', reason, detail });
const shown = (value: unknown): string => String(value).slice(0, 60);

/**
 * Turns what a device said into a reading of `point`, or says why not. Pure and total. Absent values are never zero. Units are converted and
 * the original kept. Sentinels and values outside the plausible range are quarantined; true extremes (99 %RH, 49 °C) pass. A
 * jump larger than credible and a wrong clock make the value uncertain. A point without quantity keeps the raw number.
 */
export function judgeObservation(observation: Observation, point: JudgedPoint, context: JudgeContext): Judgement {
  if (isAbsent(observation.value)) return { kind: 'no-value', detail: `${observation.channel}: ${shown(observation.value)}` };
  const quantity = point.quantity === null ? null : quantityById(point.quantity);
  const dating = datingOf(observation, context);
  if (dating.kind === 'refused') return quarantine(dating.reason, dating.detail);
  const unit = observation.unit || point.sourceUnit;
  const value = measure(observation, quantity, { point, context, effectiveAt: dating.effectiveAt, unit });
  if ('kind' in value) return value;
  let quality = value.quality;
  if (!dating.isClockTrusted) quality = worseQuality(quality, { level: 'uncertain', reason: 'clock-skew' });
  if (observation.quality) quality = quality.level === 'good' ? observation.quality : worseQuality(quality, observation.quality);
  const { observedAt, takenAt, effectiveAt, isFuture } = dating;
  const skewMs = isFuture ? dating.skewMs : observedAt - effectiveAt;
  const base = { pointId: point.id, value: value.value, quality, observedAt, receivedAt: context.receivedAt };
  const reading: Reading = value.original ? { ...base, original: value.original } : base;
  return {
    kind: 'reading',
    reading: dating.isClockTrusted || skewMs === 0 ? reading : { ...reading, skewMs },
    ...{ takenAt, effectiveAt, isFuture },
  };
}

interface Surroundings {
  readonly point: JudgedPoint;
  readonly context: JudgeContext;
  readonly effectiveAt: Instant;
  /** As said by the payload, else by the point; null = the quantity's own. */
  readonly unit: string | null;
}

function measure(observation: Observation, quantity: Quantity | null, around: Surroundings): Value | Refusal {
  const { value } = observation;
  if (value === null) return quarantine('not-a-number', 'null');
  if (quantity === null) return rawValue(value, around.unit);
  if (quantity.kind === 'state') {
    const code = stateByWire(quantity, value);
    if (code === null) return quarantine('unknown-state', `${quantity.id} has no state "${shown(value)}"`);
    return { value: code, quality: GOOD };
  }
  const raw = typeof value === 'number' ? value : typeof value === 'string' ? parseNumber(value) : null;
  if (raw === null || !Number.isFinite(raw))
    return quarantine('not-a-number', `"${shown(value)}" is no number for ${quantity.id}`);
  return numberValue(raw, quantity, around);
}

/** Without a quantity there is no unit and no range to judge by: kept as it came, marked uncertain. */
function rawValue(value: number | boolean | string, unit: string | null): Value | Refusal {
  const raw =
    typeof value === 'boolean' ? Number(value) : typeof value === 'number' ? value : (parseNumber(value) ?? rawSwitch(value));
  if (raw === null || !Number.isFinite(raw))
    return quarantine('unknown-state', `"${shown(value)}" means nothing before a quantity is chosen`);
  return unit ? { value: raw, quality: UNKNOWN_UNIT, original: { value: raw, unit } } : { value: raw, quality: UNKNOWN_UNIT };
}

function rawSwitch(text: string): number | null {
  const word = text.trim().toLowerCase();
  if (word === 'on' || word === 'true') return 1;
  return word === 'off' || word === 'false' ? 0 : null;
}

function numberValue(raw: number, quantity: Quantity, around: Surroundings): Value | Refusal {
  const unit = around.unit ?? quantity.unit;
  const isOwnUnit = unit === quantity.unit || isSameUnit(unit, quantity.unit);
  const value = isOwnUnit ? raw : toQuantityUnit(raw, unit, quantity);
  if (typeof value !== 'number') return value;
  const isJump = jumps(value, quantity, around);
  const isPlausible = value >= quantity.plausible[0] && value <= quantity.plausible[1];
  if ((!isPlausible || isJump !== false) && isSentinel(raw, value, quantity)) {
    return quarantine('sentinel', `${raw} ${unit} means "not available" here`);
  }
  if (!isPlausible) {
    return quarantine('implausible', `${value} ${quantity.unit} is outside ${quantity.plausible[0]} to ${quantity.plausible[1]}`);
  }
  const quality = isJump === true ? JUMPED : GOOD;
  return isOwnUnit ? { value, quality } : { value, quality, original: { value: raw, unit } };
}

/** Looked for in what was said and in what it became: gateways convert error values too. */
function isSentinel(raw: number, value: number, quantity: Quantity): boolean {
  const { sentinels } = quantity;
  return sentinels !== undefined && (sentinels.includes(raw) || (value !== raw && sentinels.includes(value)));
}

const isSameUnit = (a: string, b: string): boolean => unitBySpelling(a) === unitBySpelling(b);

/** Null = there is no recent value to compare with. A quantity without a credible step never jumps, but its sentinels stay suspicious. */
function jumps(value: number, quantity: Quantity, { point, context, effectiveAt }: Surroundings): boolean | null {
  const previous = context.previous;
  if (!previous || quantity.step === undefined) return null;
  if (effectiveAt - previous.observedAt > Math.max(point.staleSeconds, quantity.staleSeconds) * 1000) return null;
  return Math.abs(value - previous.value) > quantity.step;
}

function toQuantityUnit(raw: number, unit: string, quantity: Quantity): number | Refusal {
  const direct = convert(raw, unit, quantity.unit);
  if (direct.ok) return direct.value;
  if (quantity.bridge) {
    const bridged = convert(raw, unit, quantity.bridge.unit);
    if (bridged.ok) return Math.round(bridged.value * quantity.bridge.factor * 1e9) / 1e9;
  }
  const detail =
    direct.error.kind === 'unknown-unit'
      ? `unit "${shown(direct.error.unit)}" is not in the table`
      : `${direct.error.from} cannot become ${direct.error.to} for ${quantity.id}`;
  return quarantine('unit-unknown', detail);
}
