import type { Instant, Observation } from '@wachter/core';
import type { Decoded, Dialect, Fact, Issue } from '@wachter/dialects';
import type { Delivery } from '../mqtt/delivery.ts';
import { derive } from './derive.ts';
import type { DeviceEntry } from './entries.ts';
import { deviceOf } from './introduce.ts';
import { quarantine } from './quarantine.ts';
import { countMessage, type Standing, unnumberedStanding } from './sequence.ts';
import { takeFact } from './take-fact.ts';
import { type Carrier, takeObservation } from './take-observation.ts';
import type { World } from './world.ts';

/** One message into the present batch. Never throws: what cannot be used is put into quarantine with its reason. */
export function takeMessage(world: World, delivery: Delivery): void {
  world.counts.messages += 1;
  world.batch.deliveries.push(delivery);
  world.batch.bytes += delivery.payload.length;
  const dialect = world.dialectFor(delivery.topic, world.mappings);
  if (!dialect) {
    quarantine(world, delivery, { kind: 'unknown-topic', detail: 'No dialect owns this topic', device: null });
    return;
  }
  const decoded = decode(world, dialect, delivery);
  if (decoded) takeDecoded(world, delivery, { decoded, dialect });
}

function decode(world: World, dialect: Dialect, delivery: Delivery): Decoded<unknown> | null {
  const memory = world.memories.has(dialect.id) ? world.memories.get(dialect.id) : dialect.start();
  try {
    const decoded = dialect.decode(delivery, memory);
    world.memories.set(dialect.id, decoded.memory);
    return decoded;
  } catch (error) {
    // A dialect is total by contract; one that is not must cost a message, not the process, and not all that follow.
    world.memories.delete(dialect.id);
    const detail = `${dialect.id} could not decode this: ${error instanceof Error ? error.message : String(error)}`;
    quarantine(world, delivery, { kind: 'decoder-failed', detail, device: null });
    return null;
  }
}

/** One message on its way through. Kept in plain fields: closures would have to be made for every message. */
interface Passage {
  readonly delivery: Delivery;
  readonly dialect: string;
  readonly arrivedAt: Instant;
  /** What the numbering said, by device. */
  readonly standings: { readonly device: DeviceEntry; readonly standing: Standing }[];
  /** Devices that the inbox did not take in. */
  refused: Set<string> | null;
}

function takeDecoded(
  world: World,
  delivery: Delivery,
  { decoded, dialect }: { decoded: Decoded<unknown>; dialect: Dialect },
): void {
  const { observations, facts, issues } = decoded;
  const arrivedAt = isClockless(observations) ? world.arrivals.arrivalOf(delivery) : delivery.receivedAt;
  const passage: Passage = { delivery, dialect: dialect.id, arrivedAt, standings: [], refused: null };
  for (const fact of facts) {
    const device = find(world, passage, fact);
    if (!device || device.device.status === 'blocked') continue;
    if (fact.kind === 'sequence') {
      const standing = countMessage(world, device, { delivery, fact, newestAt: newestOf(observations) });
      passage.standings.push({ device, standing });
    } else if (device.device.status !== 'ignored') {
      takeFact(world, device, fact, { delivery, arrivedAt, standing: unnumberedStanding });
    }
  }
  takeObservations(world, observations, passage);
  for (const issue of together(issues)) {
    const device = issue.device === undefined ? null : (world.devices.get(issue.device) ?? null);
    if (device) heard(world, delivery, device);
    const detail = issue.excerpt === undefined ? issue.detail : `${issue.detail} (${issue.excerpt})`;
    quarantine(world, delivery, { kind: issue.kind, detail, device, sender: issue.device, channel: issue.channel });
  }
}

/** The device that a fact or an observation names; a birth tells more of a new one. Null when it is not taken in. */
function find(world: World, passage: Passage, who: Fact | Observation): DeviceEntry | null {
  const { delivery } = passage;
  const known = world.devices.get(who.device);
  if (known) return heard(world, delivery, known);
  if (passage.refused?.has(who.device)) return null;
  const { name, parent, model, firmware } = 'kind' in who && who.kind === 'birth' ? who : nobody;
  const device = deviceOf(world, delivery, { id: who.device, dialect: passage.dialect, name, parent, model, firmware });
  if (device) return heard(world, delivery, device);
  passage.refused ??= new Set();
  passage.refused.add(who.device);
  return null;
}

const nobody: { readonly name?: string; readonly parent?: string; readonly model?: string; readonly firmware?: string } = {};

/** Issues of one message that name no channel and are alike make one record. */
function together(issues: readonly Issue[]): readonly Issue[] {
  if (issues.length < 2) return issues;
  const kept = new Map<string, { readonly issue: Issue; more: number }>();
  for (const [index, issue] of issues.entries()) {
    const key = issue.channel === undefined ? `${issue.kind}\n${issue.device}` : String(index);
    const known = kept.get(key);
    if (known) known.more += 1;
    else kept.set(key, { issue, more: 0 });
  }
  return [...kept.values()].map(({ issue, more }) =>
    more === 0 ? issue : { ...issue, detail: `${issue.detail}; and ${more} more like it` },
  );
}

function takeObservations(world: World, observations: readonly Observation[], passage: Passage): void {
  let id: string | null = null;
  let device: DeviceEntry | null = null;
  let carrier = carrierOf(passage, null);
  let newest: Instant | null = null;
  let at: Instant | null = null;
  for (const observation of observations) {
    const { observedAt } = observation;
    if (observedAt !== at) {
      derive(world);
      at = observedAt;
    }
    if (observation.device !== id) {
      measureClock(device, newest, carrier);
      newest = null;
      id = observation.device;
      device = find(world, passage, observation);
      carrier = carrierOf(passage, device);
    }
    if (!device || device.device.status === 'ignored') continue;
    if (device.device.status === 'blocked') {
      const { channel } = observation;
      quarantine(world, passage.delivery, { kind: 'blocked', detail: 'A value of a blocked device', device, channel });
      continue;
    }
    if (observedAt !== null && observation.historical !== true && (newest === null || observedAt > newest)) newest = observedAt;
    takeObservation(world, device, observation, carrier);
  }
  measureClock(device, newest, carrier);
  derive(world);
}

function carrierOf({ delivery, arrivedAt, standings }: Passage, of: DeviceEntry | null): Carrier {
  for (const { device, standing } of standings) if (device === of) return { delivery, arrivedAt, standing };
  return { delivery, arrivedAt, standing: unnumberedStanding };
}

function measureClock(device: DeviceEntry | null, newest: Instant | null, carrier: Carrier): void {
  if (device && newest !== null && measuresClock(carrier)) device.skew.note(newest, carrier.arrivedAt);
}

const measuresClock = ({ delivery, standing }: Carrier): boolean =>
  !delivery.isRetained && !standing.isDuplicate && !standing.isResent && !standing.isEarlierBoot;

const isClockless = (observations: readonly Observation[]): boolean => observations.some(({ observedAt }) => observedAt === null);

const newestOf = (observations: readonly Observation[]): Instant | null => {
  let newest: Instant | null = null;
  for (const { observedAt } of observations)
    if (observedAt !== null && (newest === null || observedAt > newest)) newest = observedAt;
  return newest;
};

/** Notes that a device was heard; a retained message is the broker's voice, not the device's. */
function heard(world: World, delivery: Delivery, device: DeviceEntry | null): DeviceEntry | null {
  if (!device || world.batch.devices.get(device) === delivery) return device;
  world.batch.devices.set(device, delivery);
  device.state.messages += 1;
  if (delivery.isRetained) return device;
  device.state.lastSeenAt = delivery.receivedAt;
  device.deafMsAtSeen = world.ears.deafMs(delivery.receivedAt);
  return device;
}
