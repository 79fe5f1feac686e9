import type { Publication } from '../devices/firmware.ts';
import type { Random } from '../random/prng.ts';
import type { Value } from '../site/channel.ts';
import type { FaultHooks } from './define.ts';
import { faultById } from './index.ts';

/** An order to begin a fault, from a scenario or a person. Without `seconds` it lasts until it is cleared. */
export interface FaultOrder {
  readonly device: string;
  readonly fault: string;
  readonly params?: unknown;
  readonly seconds?: number | undefined;
}

export type FaultRefusal =
  | { readonly kind: 'unknown-fault'; readonly fault: string }
  | { readonly kind: 'invalid-params'; readonly fault: string };

interface Active {
  readonly order: FaultOrder;
  readonly hooks: FaultHooks;
  readonly beganAt: number;
  readonly endsAt: number;
}

/** The faults that are active now, per device. Times are milliseconds since 1970. */
export interface FaultBoard {
  /** Null when the fault began; the reason when it was refused. */
  readonly begin: (order: FaultOrder, now: number) => FaultRefusal | null;
  readonly clear: (device?: string, fault?: string) => void;
  readonly expire: (now: number) => void;
  readonly sample: (device: string, reading: { readonly channel: string; readonly value: Value }, now: number) => Value;
  readonly send: (devices: readonly string[], publication: Publication) => readonly Publication[];
  readonly clockMs: (device: string, now: number) => number;
  readonly isCut: (devices: readonly string[]) => boolean;
  readonly active: () => readonly { readonly device: string; readonly fault: string; readonly beganAt: number }[];
}

/** `reboot` is called when a fault asks the device to start anew. */
export function createFaultBoard(random: Random, reboot: (device: string, now: number) => void): FaultBoard {
  let active: readonly Active[] = [];
  let count = 0;
  const of = (device: string) => active.filter((one) => one.order.device === device);
  return {
    begin: (order, now) => {
      const fault = faultById(order.fault);
      if (fault === undefined) return { kind: 'unknown-fault', fault: order.fault };
      count += 1;
      const hooks = fault.begin(order.params, random.fork(`${order.device}/${order.fault}/${count}`));
      if (hooks === null) return { kind: 'invalid-params', fault: order.fault };
      const endsAt = order.seconds === undefined ? Number.POSITIVE_INFINITY : now + order.seconds * 1000;
      if (hooks.isReboot) reboot(order.device, now);
      else active = [...active, { order, hooks, beganAt: now, endsAt }];
      return null;
    },
    clear: (device, fault) => {
      active = active.filter(
        ({ order }) => (device !== undefined && order.device !== device) || (fault !== undefined && order.fault !== fault),
      );
    },
    expire: (now) => {
      if (active.some((one) => one.endsAt <= now)) active = active.filter((one) => one.endsAt > now);
    },
    sample: (device, reading, now) =>
      of(device).reduce<Value>(
        (value, one) => (one.hooks.sample ? one.hooks.sample(reading.channel, value, now - one.beganAt) : value),
        reading.value,
      ),
    send: (devices, publication) =>
      active
        .filter((one) => devices.includes(one.order.device))
        .reduce<readonly Publication[]>(
          (leaving, one) => (one.hooks.send ? leaving.flatMap((each) => one.hooks.send?.(each) ?? []) : leaving),
          [publication],
        ),
    clockMs: (device, now) => of(device).reduce((sum, one) => sum + (one.hooks.clock?.(now - one.beganAt) ?? 0), 0),
    isCut: (devices) => active.some((one) => one.hooks.isCut === true && devices.includes(one.order.device)),
    active: () => active.map(({ order, beganAt }) => ({ device: order.device, fault: order.fault, beganAt })),
  };
}
