import { quantityById } from '@wachter/core';
import { type Clock, hearClock, newClock, takenAt } from './clocks.ts';
import type { Value } from './judged-values.ts';
import type { LogEntry, Spoken } from './log.ts';
import { type Deafness, deafFrom, deafMs, type Sign } from './silence.ts';
import { CHANNELS, DEVICES, pointIdOf, STALE_SECONDS } from './site.ts';

/** What is stored of one value. */
export interface StoredValue {
  readonly observedAt: number;
  /** By our clock. */
  readonly at: number;
  readonly value: number;
  readonly isBad: boolean;
  /** The broker's copy, or ahead of us without an explanation: the rules never see it. */
  readonly isUnruled: boolean;
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
  /** The same in order of source time. */
  readonly inOrder: StoredValue[];
  /** Source times of values that came when the rules knew newer ones. */
  readonly outOfOrder: number[];
  /** Those among them that the rules have not learned yet: the first and last of them by the device's clock, and when the first and the last came. */
  toLearn: { first: number; last: number; since: number; newestAt: number } | null;
}

interface Boot {
  readonly numbers: Set<number>;
  highest: number;
  /** Of a boot that is taken for an earlier one: a steady offset proves that it speaks now. */
  clock: Clock;
}

export interface DeviceSeen {
  /** In use, as the process has heard. */
  isApproved: boolean;
  sign: Sign | null;
  isOnline: boolean | null;
  boot: string | null;
  readonly boots: Map<string, Boot>;
  clock: Clock;
}

/** How often a clock was wrong in each way. */
export interface ClocksSeen {
  byArrival: number;
  inFuture: number;
  wrongLive: number;
  wrongLate: number;
  provenBoots: number;
}

/** Everything that was heard, as the log tells it. */
export interface Hearing {
  readonly points: readonly PointSeen[];
  readonly devices: ReadonlyMap<string, DeviceSeen>;
  readonly clocks: ClocksSeen;
  deafness: Deafness;
}

export const createHearing = (at: number): Hearing => ({
  points: CHANNELS.map(({ device, channel }) => ({
    ...{ pointId: pointIdOf(device, channel), device, latest: null, sign: null, ruledAt: Number.NEGATIVE_INFINITY },
    ...{ stored: new Map(), inOrder: [], outOfOrder: [], toLearn: null },
  })),
  devices: new Map(
    DEVICES.map((id) => [
      id,
      { isApproved: true, sign: null, isOnline: null, boot: null, boots: new Map(), clock: newClock(null) },
    ]),
  ),
  clocks: { byArrival: 0, inFuture: 0, wrongLive: 0, wrongLate: 0, provenBoots: 0 },
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
  for (const device of hearing.devices.values()) {
    device.clock = newClock(device.clock.aheadMs);
    for (const boot of device.boots.values()) boot.clock = newClock(null);
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

type HeardMessage = Extract<LogEntry, { kind: 'heard' }>;

/** One message: what is new in it for the rules. What was heard before is not; it may be news where its device was out of use then. */
export function hearMessage(hearing: Hearing, entry: HeardMessage): readonly News[] {
  const { spoken } = entry;
  const device = hearDevice(hearing, spoken.device, entry);
  if (!device) return [];
  const number = hearNumber(hearing, device, entry);
  if (!device.isApproved) return [];
  const isHistory = device.boot !== spoken.boot;
  const news: News[] = [];
  for (const sample of spoken.samples) {
    for (const [channel, raw] of Object.entries(sample.v)) {
      const point = hearing.points.find(({ pointId }) => pointId === pointIdOf(spoken.device, channel));
      if (!point) continue;
      const said = { observedAt: sample.t, value: codeOf(point, raw), isBad: sample.q?.[channel] !== undefined };
      if (entry.isRetained) keepRetained(point, said, entry.at);
      else {
        const one = hearValue(
          hearing,
          { point, device },
          { said, arrivedAt: entry.at, isHistory, isRepeated: number === 'known' },
        );
        if (one) news.push({ point, value: one });
      }
    }
  }
  if (number === 'next' && !isHistory) hearClock(device.clock, newestOf(spoken), entry.at);
  return news;
}

const newestOf = ({ samples }: Spoken): number => Math.max(...samples.map(({ t }) => t));

type Said = Pick<StoredValue, 'observedAt' | 'value' | 'isBad'>;

/** A retained value fills history, where it tells something newer; the rules do not see it. */
function keepRetained(point: PointSeen, said: Said, arrivedAt: number): void {
  const { latest } = point;
  const { observedAt } = said;
  const isNewer = latest === null || observedAt > latest.observedAt;
  if (takenAt({ aheadMs: null }, observedAt, arrivedAt).by === 'arrival') return;
  if (isNewer && observedAt <= arrivedAt) store(point, { ...said, at: observedAt, isUnruled: true, isRetained: true });
}

/** The first value of a source time stays. */
function store({ stored, inOrder }: PointSeen, value: StoredValue): void {
  if (stored.has(value.observedAt)) return;
  stored.set(value.observedAt, value);
  let place = inOrder.length;
  while (place > 0 && (inOrder[place - 1]?.observedAt ?? 0) > value.observedAt) place -= 1;
  inOrder.splice(place, 0, value);
}

function codeOf({ pointId }: PointSeen, raw: number | string | boolean): number {
  if (typeof raw === 'number') return raw;
  const states = quantityById(CHANNELS[pointId - 1]?.quantity ?? '')?.states;
  const code = states?.find(({ id }) => id === raw)?.code;
  if (code === undefined) throw new Error(`no state ${raw} at point ${pointId}`);
  return code;
}

/** `again`: after a higher number. A boot that we never heard of is the present one, unless another has brought newer values. */
function hearNumber(hearing: Hearing, device: DeviceSeen, entry: HeardMessage): 'known' | 'again' | 'next' | 'uncounted' {
  if (entry.isRetained) return 'uncounted';
  const { device: id, boot: name, seq } = entry.spoken;
  const newest = newestOf(entry.spoken);
  const boot = device.boots.get(name) ?? { numbers: new Set<number>(), highest: 0, clock: newClock(null) };
  if (!device.boots.has(name)) {
    device.boots.set(name, boot);
    const latest = hearing.points.filter((point) => point.device === id).map((point) => point.latest?.observedAt ?? 0);
    if (device.boot === null || newest >= Math.max(...latest)) device.boot = name;
  }
  if (boot.numbers.has(seq)) return 'known';
  const isNext = seq > boot.highest;
  boot.numbers.add(seq);
  boot.highest = Math.max(boot.highest, seq);
  if (!isNext) return 'again';
  if (device.boot !== name) {
    hearClock(boot.clock, newest, entry.at);
    if (boot.clock.aheadMs !== null) {
      hearing.clocks.provenBoots += 1;
      Object.assign(device, { boot: name, clock: newClock(boot.clock.aheadMs) });
    }
  }
  return 'next';
}

interface HeardValue {
  readonly said: Said;
  readonly arrivedAt: number;
  readonly isHistory: boolean;
  readonly isRepeated: boolean;
}

function hearValue(
  hearing: Hearing,
  { point, device }: { readonly point: PointSeen; readonly device: DeviceSeen },
  { said, arrivedAt, isHistory, isRepeated }: HeardValue,
): Value | null {
  const { clocks } = hearing;
  const { latest } = point;
  const taken = takenAt(device.clock, said.observedAt, arrivedAt);
  if (taken.by === 'arrival' && isRepeated) return null;
  const observedAt = taken.by === 'arrival' ? arrivedAt : said.observedAt;
  if (latest?.observedAt === observedAt) return null;
  const isOld = taken.at < arrivedAt - STALE_SECONDS * 1_000;
  const isOvertaken = latest !== null && taken.at < latest.freshAt && observedAt < latest.observedAt;
  const isLate = isHistory || isOld || isOvertaken;
  const at = !isLate && taken.by === 'theirs' ? arrivedAt : taken.at;
  const isUnruled = taken.by === 'future';
  store(point, { ...said, observedAt, at, isUnruled });
  if (taken.by === 'arrival') clocks.byArrival += 1;
  if (taken.by === 'theirs') clocks[isLate ? 'wrongLate' : 'wrongLive'] += 1;
  if (isUnruled) {
    clocks.inFuture += 1;
    return null;
  }
  if (isLate && isRepeated) return null;
  if (!isLate) {
    point.latest = { observedAt, freshAt: at };
    point.sign = signAt(hearing, at, arrivedAt);
  } else if (at <= point.ruledAt) {
    point.outOfOrder.push(at);
    const { first, last, since } = point.toLearn ?? { first: observedAt, last: observedAt, since: arrivedAt };
    point.toLearn = { first: Math.min(first, observedAt), last: Math.max(last, observedAt), since, newestAt: arrivedAt };
    return null;
  }
  point.ruledAt = Math.max(point.ruledAt, at);
  return { at, value: said.value, isBad: said.isBad, isLate };
}
