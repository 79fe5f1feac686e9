import type {
  Alarm,
  AlarmSettings,
  AnnouncedTest,
  DeviceState,
  Equipment,
  FloodRecord,
  Instant,
  JournalEntry,
  Location,
  MaintenanceWindow,
  PathHealth,
  Point,
  PointState,
  Rationalisation,
  Reading,
  RuleInstance,
  RuleProblem,
  Site,
  Withholding,
} from '@wachter/core';
import type {
  ApiToken,
  AuditLink,
  AuditRecord,
  BackupPlaceRow,
  BackupRow,
  BrokerAccount,
  ChecklistTick,
  DeviceGap,
  DeviceRow,
  DeviceSession,
  Display,
  LateReadings,
  QuarantinedMessage,
  StoredEpisode,
  StoredPhoto,
  StoredPlan,
  StoredRecord,
  StoredRun,
  StoredSignature,
  UserRow,
} from '@wachter/services/ports/index';
import { copyOfNotify, emptyNotifyTables, type NotifyTables } from './notify-tables.ts';

export type StoredUser = UserRow & { readonly passwordHash: string; readonly sessionsEndedAt: Instant | null };
export type StoredDisplay = Display & { readonly tokenHash: string };
export type StoredToken = ApiToken & { readonly tokenHash: string };
export type StoredQuarantine = QuarantinedMessage & { readonly id: number };
export type StoredAudit = AuditRecord & { readonly id: number; readonly at: Instant };

/** Everything the store holds. Rows are never changed in place: a copy of the maps is a snapshot of the data, all but the readings, the journal and what is dirty. */
export interface Tables {
  readonly sites: Map<string, Site>;
  readonly locations: Map<string, Location>;
  readonly equipment: Map<string, Equipment>;
  readonly devices: Map<string, DeviceRow>;
  readonly accounts: Map<string, BrokerAccount>;
  readonly points: Map<number, Point>;
  readonly rules: Map<string, RuleInstance>;
  readonly rationalisations: Rationalisation[];
  readonly ruleProblems: { list: readonly RuleProblem[] };
  readonly lateReadings: { list: readonly LateReadings[] };
  readonly readings: Map<number, Map<Instant, Reading>>;
  readonly pointStates: Map<number, PointState>;
  readonly deviceStates: Map<string, DeviceState>;
  readonly sessions: Map<string, DeviceSession>;
  readonly gaps: Map<string, DeviceGap>;
  readonly alarms: Map<string, Alarm>;
  readonly journal: JournalEntry[];
  /** What tells each of them, `journalKey`. */
  readonly journalKeys: Set<string>;
  readonly withholdings: Map<string, Withholding>;
  readonly floods: Map<string, FloodRecord>;
  /** In the order in which they were written. */
  readonly powerRuns: StoredRun[];
  readonly testPlans: StoredPlan[];
  readonly coolingEpisodes: StoredEpisode[];
  readonly announcedTests: Map<string, AnnouncedTest>;
  readonly testRecords: StoredRecord[];
  readonly testSignatures: StoredSignature[];
  readonly testPhotos: Map<string, StoredPhoto>;
  readonly windows: Map<string, MaintenanceWindow>;
  readonly alarmSettings: Map<string, AlarmSettings>;
  readonly ticks: Map<string, ChecklistTick>;
  readonly quarantine: Map<number, StoredQuarantine>;
  readonly quarantineCounts: Map<string, { readonly count: number; readonly lastAt: Instant }>;
  readonly users: Map<string, StoredUser>;
  readonly displays: Map<string, StoredDisplay>;
  readonly tokens: Map<string, StoredToken>;
  readonly audit: StoredAudit[];
  readonly auditLinks: AuditLink[];
  readonly backups: BackupRow[];
  readonly backupPlaces: Map<string, BackupPlaceRow>;
  readonly notify: NotifyTables;
  readonly leases: Map<string, { readonly holder: string; readonly fence: bigint; readonly expiresAt: Instant }>;
  readonly partitions: Set<string>;
  readonly dirty: Set<string>;
  readonly counters: { version: number; revision: number; point: number; row: number; fence: bigint };
  readonly heartbeat: { value: Omit<PathHealth, 'floods'> | null };
  /** Takes back what a writer changed in place, when it fails. */
  readonly undo: (() => void)[];
}

export const emptyTables = (): Tables => ({
  sites: new Map(),
  locations: new Map(),
  equipment: new Map(),
  devices: new Map(),
  accounts: new Map(),
  points: new Map(),
  rules: new Map(),
  rationalisations: [],
  ruleProblems: { list: [] },
  lateReadings: { list: [] },
  readings: new Map(),
  pointStates: new Map(),
  deviceStates: new Map(),
  sessions: new Map(),
  gaps: new Map(),
  alarms: new Map(),
  journal: [],
  journalKeys: new Set(),
  withholdings: new Map(),
  floods: new Map(),
  powerRuns: [],
  testPlans: [],
  coolingEpisodes: [],
  announcedTests: new Map(),
  testRecords: [],
  testSignatures: [],
  testPhotos: new Map(),
  windows: new Map(),
  alarmSettings: new Map(),
  ticks: new Map(),
  quarantine: new Map(),
  quarantineCounts: new Map(),
  users: new Map(),
  displays: new Map(),
  tokens: new Map(),
  audit: [],
  auditLinks: [],
  backups: [],
  backupPlaces: new Map(),
  notify: emptyNotifyTables(),
  leases: new Map(),
  partitions: new Set(),
  dirty: new Set(),
  counters: { version: 0, revision: 0, point: 0, row: 0, fence: 0n },
  heartbeat: { value: null },
  undo: [],
});

/** Written in place and taken back by `undo` when a writer fails: they are many. */
const inPlace: ReadonlySet<string | symbol> = new Set(['readings', 'dirty', 'journal', 'journalKeys', 'undo']);

function duplicate(value: unknown): unknown {
  if (value instanceof Map) return new Map(value);
  if (value instanceof Set) return new Set(value);
  return Array.isArray(value) ? [...value] : typeof value === 'object' && value !== null ? { ...value } : value;
}

/** A draft to work on, whose containers are copied when they are first asked for, and the tables it becomes. Rows are shared. */
export function draftOf(tables: Tables): { readonly draft: Tables; readonly tables: Tables } {
  const own: Tables = { ...tables, undo: [] };
  const copied = new Set<string | symbol>(inPlace);
  const draft = new Proxy(own, {
    get: (target, key) => {
      if (!copied.has(key)) {
        copied.add(key);
        Reflect.set(target, key, key === 'notify' ? copyOfNotify(target.notify) : duplicate(Reflect.get(target, key)));
      }
      return Reflect.get(target, key);
    },
  });
  return { draft, tables: own };
}
