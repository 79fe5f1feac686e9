import type { ChannelSpec } from './channel.ts';
import { type Kind, kinds } from './kinds.ts';

interface Owner {
  readonly base: string;
  readonly label: string;
  readonly location: string;
}

const channel = (
  owner: Owner,
  about: { readonly channel: string; readonly tag: string; readonly name: string; readonly kind: Kind },
  how: Pick<ChannelSpec, 'read'> & Partial<ChannelSpec>,
): ChannelSpec => ({
  channel: about.channel,
  tag: `${owner.base}/${about.tag}`,
  name: `${owner.label} ${about.name}`,
  ...about.kind,
  location: owner.location,
  ...how,
});

/** What a battery-powered Zigbee device says of itself with every state. */
export const zigbeeHousekeeping = (owner: Owner): readonly ChannelSpec[] => [
  channel(
    owner,
    { channel: 'battery', tag: 'battery', name: 'battery', kind: kinds.deviceBattery },
    { read: () => 97, noise: 0, resolution: 1 },
  ),
  channel(
    owner,
    { channel: 'voltage', tag: 'battery-voltage', name: 'battery voltage', kind: kinds.supplyVoltage },
    { read: () => 3005, resolution: 5 },
  ),
  channel(
    owner,
    { channel: 'linkquality', tag: 'link-quality', name: 'link quality', kind: kinds.linkQuality },
    { read: () => 130, noise: 9, resolution: 1 },
  ),
];

/** What a Tasmota board says of itself in `STATE`, once a minute. */
export const tasmotaHousekeeping = (owner: Owner): readonly ChannelSpec[] => [
  channel(
    owner,
    { channel: 'Wifi.Signal', tag: 'signal', name: 'signal strength', kind: kinds.signalStrength },
    { read: () => -57, noise: 1.5, resolution: 1, intervalSeconds: 60 },
  ),
  channel(
    owner,
    { channel: 'UptimeSec', tag: 'uptime', name: 'uptime', kind: kinds.uptime },
    { read: (plant) => plant.seconds, resolution: 1, intervalSeconds: 60 },
  ),
];
