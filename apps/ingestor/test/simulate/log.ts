import type { MaintenanceWindow, RuleInstance, Withholding } from '@wachter/core';

/** What a device said in one message of the native protocol. */
export interface Spoken {
  readonly device: string;
  readonly boot: string;
  readonly seq: number;
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly t: number;
  readonly v: Readonly<Record<string, number | string | boolean>>;
  readonly q?: Readonly<Record<string, string>>;
}

/**
 * One thing that happened, in order. Times are of our clock. `isLost`: the process died before it had stored what it was told, so the broker
 * tells it again. A `tick` is written when the process that leads is told the time.
 */
export type LogEntry =
  | { readonly kind: 'process-started'; readonly at: number }
  | { readonly kind: 'process-leads'; readonly at: number }
  | { readonly kind: 'process-died'; readonly at: number }
  | { readonly kind: 'broker-gone'; readonly at: number }
  | { readonly kind: 'broker-there'; readonly at: number }
  | { readonly kind: 'tick'; readonly at: number }
  | { readonly kind: 'heard'; readonly at: number; readonly spoken: Spoken; readonly isRetained: boolean; isLost: boolean }
  | { readonly kind: 'status'; readonly at: number; readonly device: string; readonly isOnline: boolean; isLost: boolean }
  | Word
  | { readonly kind: 'device-put'; readonly at: number; readonly device: string; readonly isApproved: boolean }
  | { readonly kind: 'rule-put'; readonly at: number; readonly rule: RuleInstance }
  | { readonly kind: 'withholding-put'; readonly at: number; readonly withholding: Withholding }
  | { readonly kind: 'window-put'; readonly at: number; readonly window: MaintenanceWindow };

/** A person's word about an occurrence, as storage took it. */
export interface Word {
  readonly kind: 'acknowledged' | 'reset';
  readonly at: number;
  readonly ruleId: string;
  readonly raisedAt: number;
  readonly clearedAt: number | null;
  readonly activation: number;
}
