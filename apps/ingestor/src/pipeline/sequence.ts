import type { Fact } from '@wachter/dialects';
import type { Delivery } from '../mqtt/delivery.ts';
import type { BootEntry, DeviceEntry } from './entries.ts';
import { takeNumber, unnumbered } from './numbering.ts';
import { createSkewMeter } from './skew-meter.ts';
import type { World } from './world.ts';

/** What the numbering says of a message: whether it was here before, and whether it can be news. */
export interface Standing {
  readonly isDuplicate: boolean;
  /** Of an earlier boot: history. */
  readonly isEarlierBoot: boolean;
  /** Sent again after a higher number: says nothing about the device's clock. */
  readonly isResent: boolean;
}

export const unnumberedStanding: Standing = { isDuplicate: false, isEarlierBoot: false, isResent: false };

/** Counts a numbered message. `newestAt` is the newest source time in it, null without a clock. */
export function countMessage(
  world: World,
  device: DeviceEntry,
  message: { readonly delivery: Delivery; readonly fact: Extract<Fact, { kind: 'sequence' }>; readonly newestAt: number | null },
): Standing {
  const { fact, delivery, newestAt } = message;
  const boot = device.boots.get(fact.boot) ?? startBoot(device, fact.boot, { at: delivery.receivedAt, newestAt });
  const step = takeNumber(boot.numbering, fact.seq, fact.lost);
  world.batch.boots.set(boot, device);
  if (step.isDuplicate) {
    device.state.duplicates += 1;
    world.counts.duplicates += 1;
  } else {
    follow(boot, step, delivery.receivedAt);
    if (!step.isResent && newestAt !== null) hearEarlierBoot(device, boot, { newestAt, receivedAt: delivery.receivedAt });
    device.state.lost += fact.lost;
  }
  return { isDuplicate: step.isDuplicate, isResent: step.isResent, isEarlierBoot: device.state.boot !== boot.boot };
}

/** Makes `boot` the present one of the device, as its birth says or as its first message lets us believe. */
export function enterBoot(device: DeviceEntry, boot: string, at: number): BootEntry {
  const entry = device.boots.get(boot) ?? createBoot(boot, at);
  device.boots.set(boot, entry);
  device.state.boot = boot;
  return entry;
}

/** A boot we never heard of is the present one, unless its newest value is older than what another boot of the device brought. */
function startBoot(
  device: DeviceEntry,
  boot: string,
  first: { readonly at: number; readonly newestAt: number | null },
): BootEntry {
  let latest = Number.NEGATIVE_INFINITY;
  for (const { latest: value } of device.channels.values()) if (value && value.observedAt > latest) latest = value.observedAt;
  if (device.state.boot === null || first.newestAt === null || first.newestAt >= latest) return enterBoot(device, boot, first.at);
  const entry = createBoot(boot, first.at);
  device.boots.set(boot, entry);
  return entry;
}

/**
 * A boot that began with its clock behind that of another looks earlier. A backlog comes faster than it was taken; what keeps a steady offset is
 * said now: then it is the present boot, with that clock.
 */
function hearEarlierBoot(
  device: DeviceEntry,
  boot: BootEntry,
  { newestAt, receivedAt }: { readonly newestAt: number; readonly receivedAt: number },
): void {
  if (device.state.boot === boot.boot) return;
  boot.clock.note(newestAt, receivedAt);
  if (boot.clock.skewMs() === null) return;
  device.state.boot = boot.boot;
  device.skew = createSkewMeter(boot.clock.skewMs());
}

export const createBoot = (boot: string, startedAt: number): BootEntry => ({
  boot,
  startedAt,
  numbering: unnumbered,
  clock: createSkewMeter(null),
  openedAt: new Map(),
  closed: [],
  isDirty: true,
});

function follow(boot: BootEntry, step: ReturnType<typeof takeNumber>, now: number): void {
  for (const closed of step.closed) boot.closed.push({ ...closed, openedAt: openedAt(boot, closed.from, now), closedAt: now });
  if (step.numbering.missing !== boot.numbering.missing)
    boot.openedAt = new Map(step.numbering.missing.map(({ from }) => [from, openedAt(boot, from, now)]));
  boot.numbering = step.numbering;
  boot.isDirty = true;
}

/** When the hole that this number lies in was found; `now` where it is a new one. */
function openedAt(boot: BootEntry, number: number, now: number): number {
  const hole = boot.numbering.missing.find(({ from, to }) => number >= from && number <= to);
  return (hole && boot.openedAt.get(hole.from)) ?? now;
}
