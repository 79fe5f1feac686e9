import {
  type Instant,
  type Judgement,
  judgeObservation,
  type Observation,
  type Quality,
  type Reading,
  worseQuality,
} from '@wachter/core';
import { datingOf } from '@wachter/core/reading/dating';
import { stepLate, stepLive } from '../engine/step-reading.ts';
import type { Delivery } from '../mqtt/delivery.ts';
import type { Row } from './batch.ts';
import type { DeviceEntry, PointEntry } from './entries.ts';
import { pointOf } from './introduce.ts';
import { setLatest, store } from './keep-reading.ts';
import { quarantine } from './quarantine.ts';
import type { Standing } from './sequence.ts';
import type { World } from './world.ts';

/** The message that an observation came with. `arrivedAt` is that of its first delivery. */
export interface Carrier {
  readonly delivery: Delivery;
  readonly arrivedAt: Instant;
  readonly standing: Standing;
}

const RETAINED: Quality = { level: 'uncertain', reason: 'retained' };

/** One observation of a known device: resolve, judge, store; live ones move the point, late ones only fill its history. */
export function takeObservation(world: World, device: DeviceEntry, observation: Observation, carrier: Carrier) {
  const entry = device.channels.get(observation.channel) ?? pointOf(world, device, observation);
  if (!entry) {
    const detail = 'Too many new points of this device wait for approval';
    return quarantine(world, carrier.delivery, { kind: 'inbox-full', detail, device, channel: observation.channel });
  }
  if (entry.point.status === 'retired') return;
  const skewMs = device.skew.skewMs();
  const judgement = judgeObservation(observation, entry.point, {
    receivedAt: carrier.arrivedAt,
    skewMs,
    previous: previousOf(entry, observation),
  });
  switch (judgement.kind) {
    case 'no-value':
      return takeAbsence(world, entry, { observation, carrier, skewMs });
    case 'quarantine':
      return quarantine(world, carrier.delivery, {
        kind: judgement.reason,
        detail: judgement.detail,
        device,
        channel: observation.channel,
      });
    case 'reading':
      if (carrier.delivery.isRetained) return takeRetained(world, entry, judgement.reading, observation);
      return takeReading(world, entry, { carrier, observation, device, judgement });
  }
}

/** The value before this one, as far as there is an order: a value from the past is not measured against what came after it. */
function previousOf({ previous }: PointEntry, { observedAt }: Observation): PointEntry['previous'] {
  return previous !== null && (observedAt === null || observedAt > previous.observedAt) ? previous : null;
}

/** The device answers, its sensor does not: a sign of life and a bad value, nothing to store. Null without a reason is nothing at all. */
function takeAbsence(
  world: World,
  entry: PointEntry,
  { observation, carrier, skewMs }: { observation: Observation; carrier: Carrier; skewMs: number | null },
): void {
  const { quality } = observation;
  const { delivery, arrivedAt, standing } = carrier;
  if (!quality || quality.level === 'good' || delivery.isRetained || standing.isDuplicate) return;
  const dating = datingOf(observation, { receivedAt: arrivedAt, skewMs });
  if (dating.kind === 'refused' || isHistory(observation, standing)) return;
  if (isOlder(entry, { at: dating.takenAt, observedAt: dating.observedAt }, arrivedAt)) return;
  setLatest(world, entry, { value: null, quality, observedAt: dating.effectiveAt, receivedAt: arrivedAt });
}

interface Taken {
  readonly carrier: Carrier;
  readonly observation: Observation;
  readonly device: DeviceEntry;
  readonly judgement: Extract<Judgement, { kind: 'reading' }>;
}

function takeReading(world: World, entry: PointEntry, { carrier, observation, device, judgement }: Taken): void {
  const { delivery, arrivedAt, standing } = carrier;
  const { reading } = judgement;
  const isByArrival = reading.observedAt === arrivedAt && observation.observedAt !== arrivedAt;
  if (isByArrival && standing.isDuplicate) return;
  const { takenAt } = judgement;
  const isLate = isHistory(observation, standing) || isOlder(entry, { at: takenAt, observedAt: reading.observedAt }, arrivedAt);
  const dated = isLate ? putRight(judgement) : reading;
  const row: Row = isByArrival ? { ...dated, observedAt: arrivedAt + clocklessOffset(entry, delivery) } : dated;
  const { latest } = entry;
  if (latest !== null && latest.observedAt === row.observedAt && latest.value !== null) return;
  store(world, entry, row);
  if (!standing.isDuplicate) device.state.readings += 1;
  if (judgement.isFuture) return;
  if (isLate) {
    world.counts.lateReadings += 1;
    if (standing.isDuplicate) return;
    stepLate(world, entry, row);
    for (const derived of entry.feeds) world.toDerive.set(derived, 'late');
    entry.lateRow = row;
    return;
  }
  entry.previous = row;
  setLatest(world, entry, row);
  stepLive(world, entry, row);
  for (const derived of entry.feeds) world.toDerive.set(derived, 'live');
}

/** A late value of a wrong clock is taken for its own time put right, not for its arrival. */
const putRight = ({ reading, takenAt, isFuture }: Taken['judgement']): Row =>
  reading.skewMs === undefined || isFuture ? reading : { ...reading, skewMs: reading.observedAt - takenAt };

const isHistory = (observation: Observation, standing: Standing): boolean =>
  observation.historical === true || standing.isEarlierBoot;

/** Too old to speak for the present, or older than what we have: by our clock, and by its own, which jitter does not blur. `at` is by our clock. */
function isOlder(
  { latest, staleMs }: PointEntry,
  { at, observedAt }: { readonly at: Instant; readonly observedAt: Instant },
  arrivedAt: Instant,
): boolean {
  if (at < arrivedAt - staleMs) return true;
  return latest !== null && at < latest.freshAt && observedAt < latest.observedAt;
}

/** Several values of a point without a time in one message are spread over milliseconds, the same way each time it is delivered. */
function clocklessOffset(entry: PointEntry, message: object): number {
  if (entry.clockless?.message !== message) entry.clockless = { message, count: -1 };
  entry.clockless.count += 1;
  return entry.clockless.count;
}

/** The broker's copy of an old value: history at most, and only where it tells something newer than we know. */
function takeRetained(world: World, entry: PointEntry, reading: Reading, { observedAt: said }: Observation): void {
  if (said === null || said !== reading.observedAt || said > reading.receivedAt) return;
  if (said <= (entry.latest?.observedAt ?? Number.NEGATIVE_INFINITY)) return;
  // Whatever else is wrong with it, that it was retained keeps it from the rules.
  const { level } = worseQuality(reading.quality, RETAINED);
  store(world, entry, { ...reading, quality: { level, reason: RETAINED.reason } });
}
