import type { EscalationPolicy, Words } from '@wachter/core';
import type { ShownChannel } from '@wachter/services/channel/list';
import type { DrillReport, NamedHop } from '@wachter/services/oncall/list-drills';
import type { PlannedDrill } from '@wachter/services/oncall/read-drill-plan';
import type { OnCall } from '@wachter/services/oncall/who-is-on-duty';
import type { ContactRow } from '@wachter/services/ports/notify-settings';
import type { ChannelField } from './channel-fields.ts';

export type { ShownNotice } from '@wachter/services/notice/list';
/** What the page of duty is given. Nothing in it is a secret. */
export type { PreviewEntry } from '@wachter/services/oncall/preview-policy';
export type { PlannedDrill } from '@wachter/services/oncall/read-drill-plan';
export type { RotaOnDuty } from '@wachter/services/oncall/who-is-on-duty';
export type { ContactRow, DrillReport, NamedHop, OnCall, ShownChannel };

export interface ChannelKind {
  readonly id: string;
  readonly name: Words;
  /** It reaches one person at a time, at an address of theirs. */
  readonly isPersonal: boolean;
  readonly config: readonly ChannelField[];
  /** Null where no person can type the address: the browser gives it. */
  readonly address: readonly ChannelField[] | null;
}

/** A change of the steps of a site. */
export interface PolicyChange {
  readonly id: number;
  readonly at: number;
  readonly actor: string;
  readonly before: EscalationPolicy | null;
  readonly after: EscalationPolicy | null;
}

export interface ChannelName {
  readonly id: string;
  readonly type: string;
  readonly name: string;
}

/** A channel that browsers subscribe to, with the key they ask for. */
export interface PushChannel {
  readonly id: string;
  readonly name: string;
  readonly publicKey: string;
}

export interface DutySite {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
}

export interface OnCallView {
  readonly onCall: OnCall;
  readonly sites: readonly DutySite[];
  /** Null for whoever may not see how channels are set up. */
  readonly channels: readonly ShownChannel[] | null;
  readonly channelNames: readonly ChannelName[];
  readonly pushChannels: readonly PushChannel[];
  /** The newest drills of each site; null for whoever may not see them. */
  readonly drills: readonly DrillReport[] | null;
  /** Sites whose drills begin by themselves; empty for whoever may not see them. */
  readonly plannedDrills: readonly PlannedDrill[];
  /** Own contacts; those of everybody for an administrator. */
  readonly contacts: readonly ContactRow[];
}
