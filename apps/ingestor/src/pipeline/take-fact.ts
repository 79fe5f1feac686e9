import type { Instant } from '@wachter/core';
import type { Fact } from '@wachter/dialects';
import type { DeviceEntry } from './entries.ts';
import { pointOf } from './introduce.ts';
import { quarantine } from './quarantine.ts';
import { enterBoot } from './sequence.ts';
import type { Carrier } from './take-observation.ts';
import type { World } from './world.ts';

/** What a message says besides values, of a known device. `sequence` was counted before the values. */
export function takeFact(world: World, device: DeviceEntry, fact: Fact, carrier: Carrier) {
  const { delivery } = carrier;
  switch (fact.kind) {
    case 'sequence':
      return;
    case 'birth':
      if (fact.boot !== undefined && device.state.boot !== fact.boot) {
        world.batch.boots.set(enterBoot(device, fact.boot, delivery.receivedAt), device);
      }
      for (const channel of fact.channels) {
        if (pointOf(world, device, channel)) continue;
        const detail = 'Too many new points of this device wait for approval';
        quarantine(world, delivery, { kind: 'inbox-full', detail, device, channel: channel.channel });
      }
      return;
    case 'online':
      return setOnline(world, device, fact.isOnline, carrier.arrivedAt);
    case 'death':
      setOnline(world, device, false, carrier.arrivedAt);
      for (const child of device.children) setOnline(world, child, false, carrier.arrivedAt);
      return;
    case 'event':
      // Events have no place of their own yet: kept whole, in sight, and counted, until they have.
      return quarantine(world, delivery, { kind: 'event-unsupported', detail: `Event "${fact.type}"`, device });
    case 'rebirth-needed':
      world.counts.rebirthsAsked += 1;
      return world.askRebirth(fact.topic, delivery.receivedAt);
    default: {
      const never: never = fact;
      throw new Error(`unknown fact ${JSON.stringify(never)}`);
    }
  }
}

/** Gone devices leave their last values standing, marked as of unknown freshness. No alarm is cleared by it. */
function setOnline(world: World, device: DeviceEntry, isOnline: boolean, at: Instant): void {
  if (device.state.isOnline !== isOnline) {
    device.state.isOnline = isOnline;
    device.state.onlineChangedAt = at;
  }
  if (isOnline) return;
  for (const entry of device.channels.values()) {
    if (entry.latest === null || entry.latest.quality.level !== 'good') continue;
    entry.latest = { ...entry.latest, quality: { level: 'uncertain', reason: 'not-connected' } };
    world.batch.points.add(entry);
  }
}
