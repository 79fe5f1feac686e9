import type {
  Alarm,
  AlarmSettings,
  DeviceState,
  Equipment,
  Instant,
  JournalEntry,
  Location,
  MaintenanceWindow,
  PathHealth,
  Point,
  PointState,
  Reading,
  RuleInstance,
  RuleProblem,
  Site,
  Withholding,
} from '@wachter/core';
import type {
  ApiToken,
  AuditRecord,
  BrokerAccount,
  ChecklistTick,
  DeviceGap,
  DeviceRow,
  DeviceSession,
  Display,
  QuarantinedMessage,
  UserRow,
} from '@wachter/services/ports/index';
import { copyOfNotify, emptyNotifyTables, type NotifyTables } from './notify-tables.ts';

export type StoredUser = UserRow & { readonly passwordHash: string; readonly sessionsEndedAt: Instant | null };
export type StoredDisplay = Display & { readonly tokenHash: string };
export type StoredToken = ApiToken & { readonly tokenHash: string };
export type StoredQuarantine = QuarantinedMessage & { readonly id: number };
export type StoredAudit = AuditRecord & { readonly id: number; readonly at: Instant };

/** Everything the store holds. Rows are never changed in place: a copy of the maps is a snapshot of the data. */
export interface Tables {
  readonly sites: Map<string, Site>;
  readonly locations: Map<string, Location>;
  readonly equipment: Map<string, Equipment>;
  readonly devices: Map<string, DeviceRow>;
  readonly accounts: Map<string, BrokerAccount>;
  readonly points: Map<number, Point>;
  readonly rules: Map<string, RuleInstance>;
  readonly ruleProblems: { list: readonly RuleProblem[] };
  readonly readings: Map<number, Map<Instant, Reading>>;
  readonly pointStates: Map<number, PointState>;
  readonly deviceStates: Map<string, DeviceState>;
  readonly sessions: Map<string, DeviceSession>;
  readonly gaps: Map<string, DeviceGap>;
  readonly alarms: Map<string, Alarm>;
  readonly journal: JournalEntry[];
  readonly withholdings: Map<string, Withholding>;
  readonly windows: Map<string, MaintenanceWindow>;
  readonly alarmSettings: Map<string, AlarmSettings>;
  readonly ticks: Map<string, ChecklistTick>;
  readonly quarantine: Map<number, StoredQuarantine>;
  readonly quarantineCounts: Map<string, { readonly count: number; readonly lastAt: Instant }>;
  readonly users: Map<string, StoredUser>;
  readonly displays: Map<string, StoredDisplay>;
  readonly tokens: Map<string, StoredToken>;
  readonly audit: StoredAudit[];
  readonly notify: NotifyTables;
  readonly leases: Map<string, { readonly holder: string; readonly fence: bigint; readonly expiresAt: Instant }>;
  readonly partitions: Set<string>;
  readonly dirty: Set<string>;
  readonly counters: { version: number; revision: number; point: number; row: number; fence: bigint };
  readonly heartbeat: { value: PathHealth | null };
}

export const emptyTables = (): Tables => ({
  sites: new Map(),
  locations: new Map(),
  equipment: new Map(),
  devices: new Map(),
  accounts: new Map(),
  points: new Map(),
  rules: new Map(),
  ruleProblems: { list: [] },
  readings: new Map(),
  pointStates: new Map(),
  deviceStates: new Map(),
  sessions: new Map(),
  gaps: new Map(),
  alarms: new Map(),
  journal: [],
  withholdings: new Map(),
  windows: new Map(),
  alarmSettings: new Map(),
  ticks: new Map(),
  quarantine: new Map(),
  quarantineCounts: new Map(),
  users: new Map(),
  displays: new Map(),
  tokens: new Map(),
  audit: [],
  notify: emptyNotifyTables(),
  leases: new Map(),
  partitions: new Set(),
  dirty: new Set(),
  counters: { version: 0, revision: 0, point: 0, row: 0, fence: 0n },
  heartbeat: { value: null },
});

/** A draft to work on: own containers, shared rows. Readings of a point are copied when they are written to. */
export const copyOf = (tables: Tables): Tables => ({
  sites: new Map(tables.sites),
  locations: new Map(tables.locations),
  equipment: new Map(tables.equipment),
  devices: new Map(tables.devices),
  accounts: new Map(tables.accounts),
  points: new Map(tables.points),
  rules: new Map(tables.rules),
  ruleProblems: { ...tables.ruleProblems },
  readings: new Map(tables.readings),
  pointStates: new Map(tables.pointStates),
  deviceStates: new Map(tables.deviceStates),
  sessions: new Map(tables.sessions),
  gaps: new Map(tables.gaps),
  alarms: new Map(tables.alarms),
  journal: [...tables.journal],
  withholdings: new Map(tables.withholdings),
  windows: new Map(tables.windows),
  alarmSettings: new Map(tables.alarmSettings),
  ticks: new Map(tables.ticks),
  quarantine: new Map(tables.quarantine),
  quarantineCounts: new Map(tables.quarantineCounts),
  users: new Map(tables.users),
  displays: new Map(tables.displays),
  tokens: new Map(tables.tokens),
  audit: [...tables.audit],
  notify: copyOfNotify(tables.notify),
  leases: new Map(tables.leases),
  partitions: new Set(tables.partitions),
  dirty: new Set(tables.dirty),
  counters: { ...tables.counters },
  heartbeat: { ...tables.heartbeat },
});
