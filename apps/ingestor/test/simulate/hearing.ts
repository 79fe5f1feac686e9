import { quantityById } from '@wachter/core';
import type { Value } from './judged-values.ts';
import type { LogEntry, Spoken } from './log.ts';
import { type Deafness, deafFrom, deafMs, type Sign } from './silence.ts';
import { CHANNELS, DEVICES, pointIdOf, STALE_SECONDS } from './site.ts';

/** What is stored of one value. */
export interface StoredValue {
  readonly observedAt: number;
  readonly receivedAt: number;
  readonly value: number;
  readonly isBad: boolean;
  readonly isRetained?: boolean;
}

export interface PointSeen {
  readonly pointId: number;
  readonly device: string;
  latest: { readonly observedAt: number; readonly freshAt: number } | null;
  sign: Sign | null;
  /** Source time up to which the rules know. */
  ruledAt: number;
  readonly stored: Map<number, StoredValue>;
  /** Source times of values that came when the rules knew newer ones. */
  readonly outOfOrder: number[];
  /** Those among them that the rules have not learned yet: the first and last of them, and when the first and the last came. */
  toLearn: { first: number; last: number; since: number; newestAt: number } | null;
}

export interface DeviceSeen {
  /** In use, as the process has heard. */
  isApproved: boolean;
  sign: Sign | null;
  isOnline: boolean | null;
  boot: string | null;
  readonly numbers: Map<string, Set<number>>;
}

/** Everything that was heard, as the log tells it. */
export interface Hearing {
  readonly points: readonly PointSeen[];
  readonly devices: ReadonlyMap<string, DeviceSeen>;
  deafness: Deafness;
}

export const createHearing = (at: number): Hearing => ({
  points: CHANNELS.map(({ device, channel }) => ({
    ...{ pointId: pointIdOf(device, channel), device, latest: null, sign: null, ruledAt: Number.NEGATIVE_INFINITY },
    ...{ stored: new Map(), outOfOrder: [], toLearn: null },
  })),
  devices: new Map(DEVICES.map((id) => [id, { isApproved: true, sign: null, isOnline: null, boot: null, numbers: new Map() }])),
  deafness: deafFrom(at),
});

/** A new process: its ears are new, and it takes what is stored for all that was. */
export function hearAnew(hearing: Hearing, at: number): void {
  hearing.deafness = deafFrom(at);
  for (const seen of [...hearing.points, ...hearing.devices.values()])
    if (seen.sign) seen.sign = { at: seen.sign.at, deafBefore: 0 };
  for (const point of hearing.points) {
    point.ruledAt = Number.NEGATIVE_INFINITY;
    if (point.toLearn) Object.assign(point.toLearn, { since: at, newestAt: at });
  }
}

const signAt = (hearing: Hearing, at: number, receivedAt: number): Sign => ({
  at,
  deafBefore: deafMs(hearing.deafness, receivedAt),
});

export function hearDevice(
  hearing: Hearing,
  device: string,
  { at, isRetained }: { readonly at: number; readonly isRetained: boolean },
): DeviceSeen | null {
  const seen = hearing.devices.get(device) ?? null;
  // What the broker retains is the broker's voice.
  if (seen && !isRetained) seen.sign = signAt(hearing, at, at);
  return seen;
}

/** A value that the rules are to see, in the order of the log. */
export interface News {
  readonly point: PointSeen;
  readonly value: Value;
}

/** One message: what is new in it for the rules. What was heard before is not; it may be news where its device was out of use then. */
export function hearMessage(hearing: Hearing, entry: Extract<LogEntry, { kind: 'heard' }>): readonly News[] {
  const { spoken, at: receivedAt } = entry;
  const device = hearDevice(hearing, spoken.device, entry);
  if (!device) return [];
  const isRepeated = isNumberKnown(hearing, device, spoken);
  if (!device.isApproved) return [];
  const isHistory = device.boot !== spoken.boot;
  const news: News[] = [];
  for (const sample of spoken.samples) {
    for (const [channel, raw] of Object.entries(sample.v)) {
      const point = hearing.points.find(({ pointId }) => pointId === pointIdOf(spoken.device, channel));
      if (!point) continue;
      const value = { observedAt: sample.t, receivedAt, value: codeOf(point, raw), isBad: sample.q?.[channel] !== undefined };
      if (entry.isRetained) keepRetained(point, value);
      const one = entry.isRetained ? null : hearValue(hearing, point, { value, isHistory, isRepeated });
      if (one) news.push({ point, value: one });
    }
  }
  return news;
}

/** A retained value fills history, where it tells something newer; the rules do not see it. */
function keepRetained({ latest, stored }: PointSeen, value: StoredValue): void {
  const { observedAt, receivedAt } = value;
  const isNewer = latest === null || observedAt > latest.observedAt;
  if (isNewer && observedAt <= receivedAt && !stored.has(observedAt)) stored.set(observedAt, { ...value, isRetained: true });
}

function codeOf({ pointId }: PointSeen, raw: number | string | boolean): number {
  if (typeof raw === 'number') return raw;
  const states = quantityById(CHANNELS[pointId - 1]?.quantity ?? '')?.states;
  const code = states?.find(({ id }) => id === raw)?.code;
  if (code === undefined) throw new Error(`no state ${raw} at point ${pointId}`);
  return code;
}

function isNumberKnown(hearing: Hearing, device: DeviceSeen, { device: id, boot, seq, samples }: Spoken): boolean {
  const known = device.numbers.get(boot);
  if (known?.has(seq)) return true;
  if (known) known.add(seq);
  else {
    device.numbers.set(boot, new Set([seq]));
    const newest = Math.max(...samples.map(({ t }) => t));
    const latest = hearing.points.filter((point) => point.device === id).map((point) => point.latest?.observedAt ?? 0);
    if (device.boot === null || newest >= Math.max(...latest)) device.boot = boot;
  }
  return false;
}

function hearValue(
  hearing: Hearing,
  point: PointSeen,
  { value, isHistory, isRepeated }: { readonly value: StoredValue; readonly isHistory: boolean; readonly isRepeated: boolean },
): Value | null {
  const { observedAt, receivedAt } = value;
  const { latest } = point;
  if (latest?.observedAt === observedAt) return null;
  if (!point.stored.has(observedAt)) point.stored.set(observedAt, value);
  const at = Math.min(observedAt, receivedAt);
  const isTooOld = at < receivedAt - STALE_SECONDS * 1_000;
  const isOvertaken = latest !== null && at < latest.freshAt && at < latest.observedAt;
  const isLate = isHistory || isTooOld || isOvertaken;
  if (isLate && isRepeated) return null;
  if (!isLate) {
    point.latest = { observedAt, freshAt: at };
    point.sign = signAt(hearing, at, receivedAt);
  } else if (at <= point.ruledAt) {
    point.outOfOrder.push(at);
    const { first, last, since } = point.toLearn ?? { first: at, last: at, since: receivedAt };
    point.toLearn = { first: Math.min(first, at), last: Math.max(last, at), since, newestAt: receivedAt };
    return null;
  }
  point.ruledAt = Math.max(point.ruledAt, at);
  return { at, value: value.value, isBad: value.isBad, isLate };
}
