import type { MaintenanceWindow, RuleInstance, Withholding } from '@wachter/core';
import type { Spoken } from './log.ts';
import type { Chance } from './random.ts';

/** What the simulator does to the system, at a whole second. */
export type Step = { readonly at: number } & (
  | { readonly kind: 'look' }
  | { readonly kind: 'say'; readonly spoken: Spoken; readonly isRetained?: boolean }
  | { readonly kind: 'status'; readonly device: string; readonly isOnline: boolean }
  | { readonly kind: 'die'; readonly where: 'idle' | 'before-commit' | 'after-commit'; readonly downSeconds: number }
  | { readonly kind: 'take-over'; readonly where: 'idle' | 'before-commit' }
  | { readonly kind: 'lose-broker'; readonly forSeconds: number; readonly isSessionLost: boolean }
  | { readonly kind: 'remove-device' | 'approve-device'; readonly device: string }
  | { readonly kind: 'acknowledge' | 'reset' }
  | { readonly kind: 'put-rule'; readonly change: number }
  | { readonly kind: 'withhold'; readonly withholding: Withholding }
  | { readonly kind: 'plan-window'; readonly window: MaintenanceWindow }
  | { readonly kind: 'end-withholding' }
);

export interface Setting {
  readonly chance: Chance;
  readonly rules: readonly RuleInstance[];
  readonly from: number;
  readonly to: number;
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
