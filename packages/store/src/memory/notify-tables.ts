import type { Escalation, OwedNotice } from '@wachter/core';
import type {
  ActionLink,
  ChannelHealth,
  ChannelRow,
  ContactRow,
  DrillPlanRow,
  DrillRow,
  PolicyRow,
  RotaRow,
} from '@wachter/services/ports/index';

/** Who is told, and what is owed to whom. */
export interface NotifyTables {
  readonly rotas: Map<string, RotaRow>;
  readonly policies: Map<string, PolicyRow>;
  readonly channels: Map<string, ChannelRow>;
  /** By channel. */
  readonly health: Map<string, ChannelHealth>;
  readonly contacts: Map<string, ContactRow>;
  /** By alarm and activation. */
  readonly escalations: Map<string, Escalation>;
  readonly notices: Map<string, OwedNotice>;
  readonly links: Map<string, ActionLink>;
  readonly drills: Map<string, DrillRow>;
  /** By site. */
  readonly drillPlans: Map<string, DrillPlanRow>;
}

export const emptyNotifyTables = (): NotifyTables => ({
  rotas: new Map(),
  policies: new Map(),
  channels: new Map(),
  health: new Map(),
  contacts: new Map(),
  escalations: new Map(),
  notices: new Map(),
  links: new Map(),
  drills: new Map(),
  drillPlans: new Map(),
});

export const copyOfNotify = (tables: NotifyTables): NotifyTables => ({
  rotas: new Map(tables.rotas),
  policies: new Map(tables.policies),
  channels: new Map(tables.channels),
  health: new Map(tables.health),
  contacts: new Map(tables.contacts),
  escalations: new Map(tables.escalations),
  notices: new Map(tables.notices),
  links: new Map(tables.links),
  drills: new Map(tables.drills),
  drillPlans: new Map(tables.drillPlans),
});
