import type { ZodType } from 'zod';
import type { Priority, Quantity, Words } from '../quantity/define.ts';
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

/** A value of another point that the rule asked for by its tag. `staleSeconds` is how long one value of that point speaks. */
export interface OtherReading {
  readonly kind: 'other';
  readonly tag: string;
  readonly value: number;
  readonly quality: Quality;
  readonly observedAt: Instant;
  readonly now: Instant;
  readonly staleSeconds: number;
}

export interface RuleStep<Memory> {
  readonly memory: Memory;
  /** The condition that holds after this step, null when none does. Unchanged conditions return the same `since`. */
  readonly condition: Condition | null;
  /** When the change became true, where that is earlier than the input (a delay that ran out between two inputs). */
  readonly changedAt?: Instant;
}

/** What a rule knows when it starts. `condition` is that of the open alarm, if any: a restart must not forget it. */
export interface RuleContext {
  readonly quantity: Quantity | null;
  /** How long one value speaks for the present. */
  readonly staleSeconds: number;
  readonly condition: Condition | null;
}

/**
 * A worked example of a rule, run as a test. Times are seconds from zero; `expect` lists changes of the condition. A number or 'bad'
 * is a reading, of the point with the given tag or else of the own point; 'online' and 'offline' say what the device says of itself from
 * then on. `quantity` is an id (states need one), `staleSeconds` (300 unless given) how long a value speaks.
 */
export interface RuleExample<Params> {
  readonly name: string;
  readonly params: Params;
  readonly quantity?: string;
  readonly staleSeconds?: number;
  readonly input: readonly (readonly [seconds: number, value: number | 'tick' | 'bad' | 'online' | 'offline', tag?: string])[];
  readonly expect: readonly (readonly [seconds: number, change: AlarmLevel | 'clear'])[];
}

/**
 * A rule type. `step` is pure: `(memory, input, params) → (memory, condition)`. Bad or missing values never clear a condition.
 * `watches` says what an instance is bound to. `windowSeconds` is how much stored history rebuilds the memory after a restart.
 */
export interface Rule<Params, Memory> {
  readonly id: string;
  readonly name: Words;
  readonly watches: 'point' | 'device' | 'site';
  readonly params: ZodType<Params>;
  /** Throws only where the parameters do not fit the quantity: `startRun` turns that into a refusal. */
  readonly start: (params: Params, context: RuleContext) => Memory;
  readonly step: (memory: Memory, input: RuleInput, params: Params) => RuleStep<Memory>;
  /** Tags of other points whose values this instance needs; none without it. They come in source order to `stepOther`. */
  readonly inputs?: (params: Params) => readonly string[];
  readonly stepOther?: (memory: Memory, input: OtherReading, params: Params) => RuleStep<Memory>;
  /** What keeps it from judging with the values it has, as people wrote it; null when nothing does. Absent where nothing can. */
  readonly faultOf?: (memory: Memory, params: Params) => string | null;
  /**
   * Next instant at which a tick can change something, Infinity for never. A rule that has it is only ticked when due, and is
   * ticked before a later reading is judged, so that replay and live evaluation decide alike. Without it every tick is a step.
   */
  readonly dueAt?: (memory: Memory) => Instant;
  readonly windowSeconds: (params: Params) => number;
  readonly examples: readonly RuleExample<Params>[];
}

export const defineRule = <Params, Memory>(rule: Rule<Params, Memory>): Rule<Params, Memory> => rule;

/** A configured rule: which point or device it guards, or neither where it is a rule of the whole site, and what people should know when it speaks. */
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
  /** What to do, step by step; ticked on the alarm. */
  readonly checklist?: readonly Words[] | null;
  /** An acknowledgement holds so long; null = as the priority says. */
  readonly acknowledgeHoldsMinutes?: number | null;
}
