import type { DrillPlan, EscalationPolicy, Instant, Rota } from '@wachter/core';
import type { AuditRecord } from './site-store.ts';

export interface RotaRow {
  readonly id: string;
  readonly siteId: string;
  readonly rota: Rota;
}

export interface PolicyRow {
  readonly siteId: string;
  readonly policy: EscalationPolicy;
}

/** A drill that a site holds regularly. */
export interface DrillPlanRow {
  readonly siteId: string;
  readonly plan: DrillPlan;
  /** When it was decided: what fell due before that does not count. */
  readonly plannedAt: Instant;
  readonly plannedBy: string;
}

/** A channel that was set up. `config` holds no secrets: they are in `sealedSecrets`, which only the sender opens. */
export interface ChannelRow {
  readonly id: string;
  /** Id in the catalogue of channels. */
  readonly type: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly sealedSecrets: string | null;
  readonly isEnabled: boolean;
  readonly createdAt: Instant;
}

/** Where a person is reached; tried in the order of `position`. */
export interface ContactRow {
  readonly id: string;
  readonly userId: string;
  readonly channelId: string;
  readonly address: unknown;
  readonly position: number;
  readonly isEnabled: boolean;
  /** Since when the other side does not know the address any more; it is not tried again then. Null in what is set anew. */
  readonly goneAt: Instant | null;
}

/** Whether a channel delivers, as its last attempts said. */
export interface ChannelHealth {
  readonly channelId: string;
  /** When the first attempt failed since which none went through; null while the last one did. */
  readonly failingSince: Instant | null;
  /** `kind: detail` of the last refusal; null while it delivers. */
  readonly failure: string | null;
  readonly lastSentAt: Instant | null;
}

/**
 * Who is told, and how. A stored document that the schemas of core do not know any more throws: it is a bug, never taken for empty.
 * Every change writes its audit row in the same transaction. Lists come in a fixed order.
 */
export interface NotifySettings {
  readonly rotas: (siteId?: string) => Promise<readonly RotaRow[]>;
  readonly putRota: (row: RotaRow, audit: AuditRecord) => Promise<void>;
  /** False when there is no such rota; then nothing is written. */
  readonly deleteRota: (id: string, audit: AuditRecord) => Promise<boolean>;
  /** Sites for which somebody has decided; the others follow the default. */
  readonly policies: () => Promise<readonly PolicyRow[]>;
  /** `policy` null: the site follows the default again. */
  readonly putPolicy: (
    row: Pick<PolicyRow, 'siteId'> & { readonly policy: EscalationPolicy | null },
    audit: AuditRecord,
  ) => Promise<void>;
  /** Sites that hold drills regularly, with the time of the last that fell due and was dealt with. */
  readonly drillPlans: () => Promise<readonly (DrillPlanRow & { readonly lastDueAt: Instant | null })[]>;
  readonly putDrillPlan: (row: DrillPlanRow, audit: AuditRecord) => Promise<void>;
  /** False when the site has no plan; then nothing is written. */
  readonly deleteDrillPlan: (siteId: string, audit: AuditRecord) => Promise<boolean>;
  readonly channels: () => Promise<readonly ChannelRow[]>;
  /** In the order of `channels`. Written by `NotifyStore.record` alone. */
  readonly channelHealth: () => Promise<readonly ChannelHealth[]>;
  /** Keeps `createdAt` of a row that is there. */
  readonly putChannel: (row: ChannelRow, audit: AuditRecord) => Promise<void>;
  /** Takes its contacts along. False when there is no such channel. */
  readonly deleteChannel: (id: string, audit: AuditRecord) => Promise<boolean>;
  /** By person, then position. */
  readonly contacts: (userId?: string) => Promise<readonly ContactRow[]>;
  /** All contacts of the person, in place of those before. */
  readonly setContacts: (userId: string, contacts: readonly ContactRow[], audit: AuditRecord) => Promise<void>;
}
