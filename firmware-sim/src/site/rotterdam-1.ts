import { batteryDevices } from './battery-devices.ts';
import type { DeviceSpec } from './channel.ts';
import { hallDevices } from './hall-devices.ts';
import { safetyDevices } from './safety-devices.ts';
import { upsRoomDevices } from './ups-room-devices.ts';
import { yardDevices } from './yard-devices.ts';

export const site = { slug: 'rotterdam-1', name: 'Rotterdam 1', timeZone: 'Europe/Amsterdam' } as const;

/** Every device of the demo site, gateways before what speaks through them. */
export const devices: readonly DeviceSpec[] = [
  ...hallDevices('hall-a'),
  ...hallDevices('hall-b'),
  ...batteryDevices,
  ...upsRoomDevices,
  ...yardDevices,
  ...safetyDevices,
];
