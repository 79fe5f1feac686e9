import type { Alarm, AlarmPeriodRows, AlarmState, Instant, JournalEntry, Priority } from '@wachter/core';

export interface AlarmFilter {
  readonly siteId?: string | undefined;
  readonly locationId?: string | undefined;
  readonly pointId?: number | undefined;
  readonly deviceId?: string | undefined;
  readonly states?: readonly AlarmState[] | undefined;
  readonly priorities?: readonly Priority[] | undefined;
  /** true = derived state is not normal. */
  readonly isOpen?: boolean | undefined;
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  /** Page on from this occurrence, newest raise first. */
  readonly before?: { readonly raisedAt: Instant; readonly id: string } | undefined;
  readonly limit: number;
}

/** A person's word about one occurrence. It names the activation it was said about. */
export interface Acknowledgement {
  readonly alarmId: string;
  readonly activation: number;
}

export type AcknowledgeOutcome =
  | { readonly kind: 'acknowledged'; readonly alarm: Alarm }
  | { readonly kind: 'already-acknowledged'; readonly by: string; readonly at: Instant }
  /** The alarm has escalated or come back since the person looked. */
  | { readonly kind: 'superseded'; readonly alarm: Alarm }
  | { readonly kind: 'not-found' };

export type ResetOutcome =
  | { readonly kind: 'reset'; readonly alarm: Alarm }
  | { readonly kind: 'still-active' }
  | { readonly kind: 'not-acknowledged' }
  | { readonly kind: 'not-latching' }
  | { readonly kind: 'already-reset'; readonly by: string; readonly at: Instant }
  | { readonly kind: 'not-found' };

/** People's side of alarms. Each verb is one transaction with its journal and audit rows and is decided by a conditional update. */
export interface AlarmStore {
  readonly list: (filter: AlarmFilter) => Promise<readonly Alarm[]>;
  readonly get: (id: string) => Promise<Alarm | null>;
  readonly journal: (alarmId: string) => Promise<readonly JournalEntry[]>;
  /**
   * What was recorded in [from, to), oldest first, at most `limit` rows from the start, and what is active at `to`. An occurrence that
   * has since been raised again counts as active since then or before: its own row keeps only the last stretch.
   */
  readonly period: (filter: {
    readonly siteId?: string | undefined;
    readonly from: Instant;
    readonly to: Instant;
    readonly limit: number;
  }) => Promise<AlarmPeriodRows>;
  readonly acknowledge: (
    what: Acknowledgement,
    by: { readonly actor: string; readonly comment: string | null; readonly now: Instant; readonly source?: string | undefined },
  ) => Promise<AcknowledgeOutcome>;
  readonly reset: (
    what: Acknowledgement,
    by: { readonly actor: string; readonly comment: string | null; readonly now: Instant; readonly source?: string | undefined },
  ) => Promise<ResetOutcome>;
}
