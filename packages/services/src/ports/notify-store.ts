import type {
  Alarm,
  DrillOmission,
  Escalation,
  Instant,
  Message,
  NoticeKey,
  OwedNotice,
  RoundPlan,
  Withholding,
} from '@wachter/core';
import type { NotifySettings } from './notify-settings.ts';
import type { AuditRecord } from './site-store.ts';

/** One snapshot of what a round of telling compares. */
export interface NotifyView {
  /** Unfinished occurrences, and those of escalations that are not done. */
  readonly alarms: readonly Alarm[];
  /** Not done, or of the present activation of one of the alarms. */
  readonly escalations: readonly Escalation[];
  /** All notices of alarms that have an escalation that is not done. */
  readonly notices: readonly OwedNotice[];
  /** Sites in an alarm flood. */
  readonly floods: readonly string[];
  /** Shelvings in force by persons, of which nobody was reminded yet. */
  readonly shelvings: readonly Withholding[];
}

/** What came of one attempt to send a message. */
export type Delivery =
  /** `address` replaces that of the contact, where a part of it has ended. */
  | { readonly kind: 'sent'; readonly at: Instant; readonly providerId: string | null; readonly address?: unknown }
  /** To be tried again at `nextAt`. */
  | ({ readonly kind: 'retry'; readonly nextAt: Instant } & Failure)
  | ({ readonly kind: 'given-up' } & Failure);

export interface Failure {
  readonly at: Instant;
  readonly error: string;
  /** What the failure speaks of: the channel, the address of the person there, or nothing but this message. */
  readonly blames: 'channel' | 'address' | 'message';
}

/** A link that lets `userId` acknowledge one activation, once. */
export interface ActionLink {
  readonly tokenHash: string;
  readonly subjectKind: NoticeKey['subjectKind'];
  readonly subjectId: string;
  readonly activation: number;
  readonly userId: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly usedAt: Instant | null;
}

/** An exercise: of everybody a site may tell, or a test of one way to one recipient. */
export interface DrillRow {
  readonly id: string;
  readonly siteId: string;
  readonly kind: 'drill' | 'test';
  readonly startedAt: Instant;
  readonly startedBy: string;
  /** Users whom no channel reached when it began. */
  readonly unreached: readonly string[];
  /** When it fell due by the plan of the site; null for one that a person started. */
  readonly dueAt: Instant | null;
  /** Why it was not held though it was due. */
  readonly omitted: DrillOmission | null;
}

/**
 * The outbox. Nothing in it is lost: what is owed is queued in the transaction that decided it, and stays queued until it was sent or given up
 * with a reason. Written by the leading ingestor; `commitRound` and `claim` check its fence (FencedOutError, nothing written then).
 */
export interface NotifyStore extends NotifySettings {
  readonly view: () => Promise<NotifyView>;
  /** One transaction. Escalations replace those of their key; a notice whose key is there already is left out. */
  readonly commitRound: (fence: bigint, plan: RoundPlan) => Promise<void>;
  /**
   * Chooses among all queued notices what may go out now and marks it as taken until `now + forMs`: nobody else takes it before that, and a
   * message whose sender died is chosen again afterwards, under the same id.
   */
  readonly claim: (
    fence: bigint,
    how: { readonly now: Instant; readonly forMs: number; readonly atMost: number },
  ) => Promise<readonly Message[]>;
  /**
   * The outcome of a message, in one transaction with what follows from it: `instead` is queued where its key is not there yet, and once one
   * channel has told a person, the same word still queued for others of their channels is `failed`. The health of the channel follows: what was
   * sent ends its failure, what blames it begins one. Blaming the address marks the contact as gone; a person without contacts of their own has
   * none, and then the channel fails.
   */
  readonly record: (message: Message, delivery: Delivery, instead: readonly OwedNotice[]) => Promise<void>;
  readonly noticesOf: (subjectId: string) => Promise<readonly OwedNotice[]>;
  readonly addLink: (link: ActionLink) => Promise<void>;
  readonly link: (tokenHash: string) => Promise<ActionLink | null>;
  readonly linksOf: (subjectId: string) => Promise<readonly ActionLink[]>;
  /** False when it was used before: of two presses one wins. */
  readonly useLink: (tokenHash: string, now: Instant) => Promise<boolean>;
  /** The drill, and what it owes, in one transaction. */
  readonly startDrill: (drill: DrillRow, notices: readonly OwedNotice[], audit: AuditRecord) => Promise<void>;
  /**
   * A drill that fell due, held or not, in one transaction with what it owes; `dueAt` is set. False when that time of the site was dealt with
   * already; nothing is written then. Checks the fence like `commitRound`.
   */
  readonly keepDueDrill: (
    fence: bigint,
    drill: DrillRow,
    owed: { readonly notices: readonly OwedNotice[]; readonly audit: AuditRecord },
  ) => Promise<boolean>;
  /** Newest first. */
  readonly drills: (
    siteId: string,
    which: { readonly limit: number; readonly kind: DrillRow['kind'] },
  ) => Promise<readonly DrillRow[]>;
  readonly drill: (id: string) => Promise<DrillRow | null>;
}
