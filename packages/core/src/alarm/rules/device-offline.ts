import { z } from 'zod';
import { GOOD } from '../../reading/quality.ts';
import type { Instant } from '../../reading/reading.ts';
import { type Condition, defineRule } from '../define-rule.ts';
import { silentAt } from './stale.ts';

/**
 * `afterSeconds` without any message, or `graceSeconds` after the device or its broker said that it is gone. Devices that sleep
 * between messages say "offline" each time: `trustsStatus` false counts messages only.
 */
export const DeviceOfflineParams = z.strictObject({
  afterSeconds: z.number().positive().max(31_536_000),
  graceSeconds: z.number().min(0).max(86_400).default(10),
  settleSeconds: z.number().min(0).max(86_400).optional(),
  trustsStatus: z.boolean().default(true),
});
export type DeviceOfflineParams = z.output<typeof DeviceOfflineParams>;

interface OfflineMemory {
  readonly startedAt: Instant | null;
  /** First tick that said offline, since when no message came. */
  readonly goneAt: Instant | null;
  /** Messages came although the device is said to be offline: the word counts again once it was online in between. */
  readonly isOverruled: boolean;
  readonly condition: Condition | null;
}

interface Tick {
  readonly now: Instant;
  readonly lastReceivedAt: Instant | null;
  readonly isOnline: boolean | null;
}

/** A message that came after the word "offline" is stronger than the word. */
function hear(memory: OfflineMemory, tick: Tick, params: DeviceOfflineParams): Pick<OfflineMemory, 'goneAt' | 'isOverruled'> {
  if (!params.trustsStatus || tick.isOnline !== false) return { goneAt: null, isOverruled: false };
  if (memory.isOverruled) return memory;
  if (memory.goneAt === null) return { goneAt: tick.now, isOverruled: false };
  const isOverruled = tick.lastReceivedAt !== null && tick.lastReceivedAt > memory.goneAt;
  return { goneAt: isOverruled ? null : memory.goneAt, isOverruled };
}

function offlineSince(
  goneAt: Instant | null,
  startedAt: Instant,
  at: { tick: Tick; params: DeviceOfflineParams },
): Instant | null {
  const { now, lastReceivedAt } = at.tick;
  if (goneAt !== null && now >= goneAt + at.params.graceSeconds * 1000) return goneAt;
  const since = silentAt(lastReceivedAt, startedAt, at.params);
  return now > since ? since : null;
}

/** A device that says it is gone, or says nothing. Decided by level on every tick; the rule speaks with its own priority. */
export const deviceOffline = defineRule<DeviceOfflineParams, OfflineMemory>({
  id: 'device-offline',
  name: { en: 'Device offline', nl: 'Apparaat offline' },
  watches: 'device',
  params: DeviceOfflineParams,
  start: (_, context) => ({ startedAt: null, goneAt: null, isOverruled: false, condition: context.condition }),
  step: (memory, input, params) => {
    if (input.kind === 'reading') return { memory, condition: memory.condition };
    const startedAt = memory.startedAt ?? input.now;
    const { goneAt, isOverruled } = hear(memory, input, params);
    const isHeard = input.lastReceivedAt !== null && input.now - input.lastReceivedAt <= params.afterSeconds * 1000;
    let condition = memory.condition;
    if (condition !== null) condition = isHeard && goneAt === null ? null : condition;
    else {
      const since = offlineSince(goneAt, startedAt, { tick: input, params });
      if (since !== null) {
        condition = { level: 'critical', since, value: null, limit: params.afterSeconds, direction: 'offline', quality: GOOD };
      }
    }
    const isSame = startedAt === memory.startedAt && goneAt === memory.goneAt && isOverruled === memory.isOverruled;
    if (isSame && condition === memory.condition) return { memory, condition };
    return { memory: { startedAt, goneAt, isOverruled, condition }, condition };
  },
  windowSeconds: () => 0,
  examples: [
    {
      name: 'says goodbye and stays away',
      params: { afterSeconds: 300, graceSeconds: 10, trustsStatus: true },
      input: [
        [0, 'tick'],
        [5, 22],
        [6, 'offline'],
        [7, 'tick'],
        [16, 'tick'],
        [17, 'tick'],
        [18, 'tick'],
        [30, 'online'],
        [31, 22],
        [32, 'tick'],
      ],
      expect: [
        [17, 'critical'],
        [32, 'clear'],
      ],
    },
    {
      name: 'comes back within the grace',
      params: { afterSeconds: 300, graceSeconds: 10, trustsStatus: true },
      input: [
        [0, 22],
        [1, 'offline'],
        [2, 'tick'],
        [8, 'online'],
        [9, 'tick'],
        [20, 'tick'],
      ],
      expect: [],
    },
    {
      name: 'goes on speaking although it is said to be offline',
      params: { afterSeconds: 300, graceSeconds: 10, trustsStatus: true },
      input: [
        [0, 22],
        [1, 'offline'],
        [2, 'tick'],
        [3, 22],
        [4, 'tick'],
        [5, 'tick'],
        [16, 'tick'],
        [60, 22],
        [61, 'tick'],
      ],
      expect: [],
    },
    {
      name: 'falls silent without a word',
      params: { afterSeconds: 60, graceSeconds: 10, trustsStatus: true },
      input: [
        [0, 22],
        [1, 'tick'],
        [60, 'tick'],
        [62, 'tick'],
        [100, 22],
        [101, 'tick'],
      ],
      expect: [
        [62, 'critical'],
        [101, 'clear'],
      ],
    },
    {
      name: 'sleeps between messages and is not alarmed for it',
      params: { afterSeconds: 3600, graceSeconds: 10, trustsStatus: false },
      input: [
        [0, 22],
        [1, 'offline'],
        [2, 'tick'],
        [600, 'tick'],
      ],
      expect: [],
    },
  ],
});
