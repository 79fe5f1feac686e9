import type {
  Alarm,
  AlarmPeriodRows,
  AlarmState,
  Instant,
  JournalEntry,
  JournalLine,
  Priority,
  TransitionKind,
} from '@wachter/core';

export interface AlarmFilter {
  readonly siteId?: string | undefined;
  readonly locationId?: string | undefined;
  readonly pointId?: number | undefined;
  readonly deviceId?: string | undefined;
  /** Withheld by this withholding, window or root alarm. */
  readonly withheldBy?: string | undefined;
  readonly incidentId?: string | undefined;
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

/** Which rows of the journal. Everything that is given must hold. */
export interface JournalFilter {
  readonly siteId?: string | undefined;
  /** In this place or anywhere inside it. */
  readonly locationId?: string | undefined;
  readonly pointId?: number | undefined;
  readonly deviceId?: string | undefined;
  readonly ruleId?: string | undefined;
  readonly ruleType?: string | undefined;
  /** Part of the tag or name of a point, or of the id or name of a device; upper and lower case are the same. */
  readonly subject?: string | undefined;
  /** Part of the name of whoever did it; upper and lower case are the same. */
  readonly actor?: string | undefined;
  readonly kinds?: readonly TransitionKind[] | undefined;
  /** State that the occurrence is in now. */
  readonly states?: readonly AlarmState[] | undefined;
  readonly priorities?: readonly Priority[] | undefined;
  /** Recorded in [from, to). */
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  /** Page on from this row, last recorded first. */
  readonly before?: { readonly recordedAt: Instant; readonly id: number } | undefined;
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

/** A step of the response that somebody did, in the activation it was done for. */
export interface ChecklistTick {
  readonly alarmId: string;
  readonly activation: number;
  /** Place in the rule's checklist, from 0. */
  readonly step: number;
  readonly at: Instant;
  readonly by: string;
}

export type TickOutcome =
  | { readonly kind: 'ticked'; readonly tick: ChecklistTick }
  | { readonly kind: 'already-ticked'; readonly by: string; readonly at: Instant }
  | { readonly kind: 'not-found' };

/** Who says a word, and when. */
export interface WordBy {
  readonly actor: string;
  readonly comment: string | null;
  readonly now: Instant;
  readonly source?: string | undefined;
}

/** People's side of alarms. Each verb is one transaction with its journal and audit rows and is decided by a conditional update. */
export interface AlarmStore {
  readonly list: (filter: AlarmFilter) => Promise<readonly Alarm[]>;
  readonly get: (id: string) => Promise<Alarm | null>;
  readonly journal: (alarmId: string) => Promise<readonly JournalEntry[]>;
  /** Transitions of all occurrences, last recorded first; each row once while pages are read and rows are added. */
  readonly listJournal: (filter: JournalFilter) => Promise<readonly JournalLine[]>;
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
    /** It holds for `holdMinutes`, else for what the rule says, else `usualHoldMinutes`; null = as long as the condition. */
    by: WordBy & { readonly holdMinutes?: number | null; readonly usualHoldMinutes?: number | null },
  ) => Promise<AcknowledgeOutcome>;
  readonly reset: (what: Acknowledgement, by: WordBy) => Promise<ResetOutcome>;
  /** Marks a step of the checklist as done; the first one has it. */
  readonly tick: (what: Acknowledgement & { readonly step: number }, by: Omit<WordBy, 'comment'>) => Promise<TickOutcome>;
  /** Steps done on an occurrence, by activation and step. */
  readonly ticks: (alarmId: string) => Promise<readonly ChecklistTick[]>;
}
