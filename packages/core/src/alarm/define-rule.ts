import type { ZodType } from 'zod';
import type { Priority, Words } from '../quantity/define.ts';
import type { Quality } from '../reading/quality.ts';
import type { Instant } from '../reading/reading.ts';

/** How bad a condition is. `warning` raises with one step lower priority than `critical` (see `priorityOf`). */
export type AlarmLevel = 'warning' | 'critical';

/** What a rule found. `value` and `limit` are in the unit of the point's quantity. `since` is the condition time. */
export interface Condition {
  readonly level: AlarmLevel;
  readonly since: Instant;
  readonly value: number | null;
  readonly limit: number | null;
  /** Short machine word: `high`, `low`, `state`, `stale`, `offline`. Words are made from it on the screen. */
  readonly direction: string;
  readonly quality: Quality;
}

/** What a rule steps over. Ticks come at least every second and carry the present. */
export type RuleInput =
  | {
      readonly kind: 'reading';
      readonly value: number;
      readonly quality: Quality;
      readonly observedAt: Instant;
      readonly now: Instant;
    }
  | { readonly kind: 'tick'; readonly now: Instant; readonly lastReceivedAt: Instant | null; readonly isOnline: boolean | null };

export interface RuleStep<Memory> {
  readonly memory: Memory;
  /** The condition that holds after this step, null when none does. Unchanged conditions return the same `since`. */
  readonly condition: Condition | null;
}

/** A worked example of a rule, run as a test. Times are seconds from zero; `expect` lists changes of the condition. */
export interface RuleExample<Params> {
  readonly name: string;
  readonly params: Params;
  readonly input: readonly (readonly [seconds: number, value: number | 'tick' | 'bad'])[];
  readonly expect: readonly (readonly [seconds: number, change: AlarmLevel | 'clear'])[];
}

/**
 * A rule type. `step` is pure: `(memory, input, params) → (memory, condition)`. Bad or missing values never clear a condition.
 * `watches` says what an instance is bound to. `windowSeconds` is how much stored history rebuilds the memory after a restart.
 */
export interface Rule<Params, Memory> {
  readonly id: string;
  readonly name: Words;
  readonly watches: 'point' | 'device';
  readonly params: ZodType<Params>;
  readonly start: (params: Params) => Memory;
  readonly step: (memory: Memory, input: RuleInput, params: Params) => RuleStep<Memory>;
  readonly windowSeconds: (params: Params) => number;
  readonly examples: readonly RuleExample<Params>[];
}

export const defineRule = <Params, Memory>(rule: Rule<Params, Memory>): Rule<Params, Memory> => rule;

/** A configured rule: which point or device it guards and what people should know when it speaks. */
export interface RuleInstance {
  readonly id: string;
  readonly type: string;
  readonly siteId: string;
  readonly pointId: number | null;
  readonly deviceId: string | null;
  readonly params: unknown;
  readonly priority: Priority;
  readonly isLatching: boolean;
  readonly isEnabled: boolean;
  readonly cause: Words | null;
  readonly consequence: Words | null;
  readonly response: Words | null;
  readonly respondWithinMinutes: number | null;
}
