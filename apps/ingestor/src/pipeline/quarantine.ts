import type { Delivery } from '../mqtt/delivery.ts';
import type { DeviceEntry } from './entries.ts';
import { plainText } from './text.ts';
import type { World } from './world.ts';

const LARGEST_BYTES = 8_192;
/** After this many of one kind and sender in a minute, only the beginning of each payload is kept: they are counted all the same. */
const WHOLE_PER_MINUTE = 20;
const EXCERPT_BYTES = 256;

interface Given {
  readonly kind: string;
  readonly detail: string;
  readonly device: DeviceEntry | null;
  /** Name of the sender where it has no entry. */
  readonly sender?: string | undefined;
  readonly channel?: string | undefined;
}

const recent = new WeakMap<World, { minute: number; readonly counts: Map<string, number> }>();

/** Puts away what cannot be used, with its bytes and the reason, and counts it for its device. */
export function quarantine(world: World, delivery: Delivery, given: Given): void {
  const { batch, counts } = world;
  const deviceId = given.device?.device.id ?? given.sender ?? null;
  counts.quarantined.set(given.kind, (counts.quarantined.get(given.kind) ?? 0) + 1);
  if (given.device) {
    given.device.state.quarantined += 1;
    if (given.device.isRegistered) batch.devices.set(given.device, batch.devices.get(given.device) ?? null);
  }
  const most =
    timesThisMinute(world, delivery.receivedAt, `${deviceId}\n${given.kind}`) > WHOLE_PER_MINUTE ? EXCERPT_BYTES : LARGEST_BYTES;
  batch.quarantined.push({
    receivedAt: delivery.receivedAt,
    deviceId: deviceId === null ? null : plainText(deviceId, 200),
    channel: given.channel === undefined ? null : plainText(given.channel, 200),
    topic: plainText(delivery.topic, 500),
    kind: given.kind,
    detail: plainText(given.detail, 500),
    payload: delivery.payload.length > most ? delivery.payload.slice(0, most) : delivery.payload,
  });
}

/** A message that is not even looked at: only its bytes are kept. */
export function putAway(world: World, delivery: Delivery, why: Pick<Given, 'kind' | 'detail'>): void {
  world.batch.deliveries.push(delivery);
  quarantine(world, delivery, { ...why, device: null });
}

function timesThisMinute(world: World, now: number, key: string): number {
  const minute = Math.floor(now / 60_000);
  const known = recent.get(world);
  const seen = known?.minute === minute ? known : { minute, counts: new Map<string, number>() };
  recent.set(world, seen);
  const times = (seen.counts.get(key) ?? 0) + 1;
  seen.counts.set(key, times);
  return times;
}
