import type { Alarm } from '@wachter/core';
import type { AlarmModel } from './alarm-model.ts';

/** Names of the devices that an alarm comes by, from the outermost gateway inwards. */
export function devicePath(
  alarm: Pick<Alarm, 'pointId' | 'deviceId'>,
  { points, devices }: Pick<AlarmModel, 'points' | 'devices'>,
) {
  const own = alarm.deviceId ?? points.find(({ id }) => id === alarm.pointId)?.deviceId ?? null;
  const path: string[] = [];
  const seen = new Set<string>();
  for (let at = own; at !== null && !seen.has(at); ) {
    seen.add(at);
    const device = devices.find(({ id }) => id === at);
    path.unshift(device?.name ?? at);
    at = device?.parentId ?? null;
  }
  return path;
}
