import type {
  AlarmSettings,
  Device,
  DeviceStatus,
  Equipment,
  Instant,
  Location,
  MaintenanceWindow,
  Point,
  Rationalisation,
  RuleInstance,
  RuleProblem,
  Site,
  Withholding,
} from '@wachter/core';
import type { TestReads, TestWrites } from './test-store.ts';

export interface AuditRecord {
  readonly actor: string;
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly source?: string | undefined;
}

export interface BrokerAccount {
  readonly userName: string;
  readonly secretHash: string;
  readonly kind: 'device' | 'gateway' | 'ingestor';
  readonly dialect: string | null;
  /** Topic filters this account may publish to and read from. */
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly revokedAt: Instant | null;
}

export interface DeviceRow extends Device {
  readonly mapping: unknown;
}

/** Reads of the site model. Null = not there. */
export interface SiteReads extends TestReads {
  readonly sites: () => Promise<readonly Site[]>;
  readonly locations: (siteId?: string) => Promise<readonly Location[]>;
  readonly equipment: (siteId?: string) => Promise<readonly Equipment[]>;
  readonly devices: () => Promise<readonly DeviceRow[]>;
  readonly device: (id: string) => Promise<DeviceRow | null>;
  readonly points: (filter?: {
    readonly siteId?: string;
    readonly locationId?: string;
    readonly deviceId?: string;
    readonly status?: Point['status'];
  }) => Promise<readonly Point[]>;
  readonly point: (id: number) => Promise<Point | null>;
  readonly pointByTag: (tag: string) => Promise<Point | null>;
  readonly rules: (filter?: { readonly pointId?: number; readonly deviceId?: string }) => Promise<readonly RuleInstance[]>;
  /** Rules that cannot do their work, as the ingestor last said; none of rules that are gone. Ascending by rule id. */
  readonly ruleProblems: () => Promise<readonly RuleProblem[]>;
  /** Every record of every rule, also of rules that are gone; oldest first. */
  readonly rationalisations: () => Promise<readonly Rationalisation[]>;
  readonly brokerAccounts: () => Promise<readonly BrokerAccount[]>;
  /** Those that end, or were ended, after `since`; first made first. */
  readonly withholdings: (filter: { readonly since: Instant; readonly siteId?: string }) => Promise<readonly Withholding[]>;
  /** Cancelled ones among them; first made first. */
  readonly windows: (siteId?: string) => Promise<readonly MaintenanceWindow[]>;
  /** The defaults where nobody set any. */
  readonly alarmSettings: (siteId: string) => Promise<AlarmSettings>;
}

/** Inside a transaction: reads see its writes; nothing is visible outside before it commits; a throw undoes all of it. */
export interface SiteTransaction extends SiteReads, TestWrites {
  readonly putSite: (site: Site & { readonly isDemo?: boolean }) => Promise<void>;
  readonly putLocation: (location: Location) => Promise<void>;
  readonly deleteLocation: (id: string) => Promise<void>;
  readonly putEquipment: (equipment: Equipment) => Promise<void>;
  readonly deleteEquipment: (id: string) => Promise<void>;
  readonly putDevice: (device: Omit<DeviceRow, 'firstSeenAt'> & { readonly firstSeenAt?: Instant }) => Promise<void>;
  readonly setDeviceStatus: (id: string, status: DeviceStatus, by: string, at: Instant) => Promise<void>;
  /** Inserts when `id` is null. Returns the point with its id. */
  readonly putPoint: (point: Omit<Point, 'id'> & { readonly id: number | null }) => Promise<Point>;
  readonly putRule: (rule: RuleInstance) => Promise<void>;
  /** Many new rows at once, in few statements: a site file brings thousands. Throws when one is there already. */
  readonly addDevices: (devices: readonly DeviceRow[]) => Promise<void>;
  /** Returns the points with their ids, in the order given. */
  readonly addPoints: (points: readonly Omit<Point, 'id'>[]) => Promise<readonly Point[]>;
  readonly addRules: (rules: readonly RuleInstance[]) => Promise<void>;
  /** A rule with occurrences is disabled, never deleted. */
  readonly deleteRule: (id: string) => Promise<void>;
  /** Appends one `rule-changed` row to the journal of each unfinished alarm of the rule; gives how many there were. */
  readonly journalRuleChange: (
    ruleId: string,
    by: { readonly actor: string; readonly at: Instant; readonly comment: string | null },
  ) => Promise<number>;
  /** Records are never changed: throws when there is one of that id. */
  readonly addRationalisation: (record: Rationalisation) => Promise<void>;
  readonly putBrokerAccount: (account: BrokerAccount) => Promise<void>;
  readonly putWithholding: (withholding: Withholding) => Promise<void>;
  readonly putWindow: (window: MaintenanceWindow) => Promise<void>;
  readonly putAlarmSettings: (siteId: string, settings: AlarmSettings) => Promise<void>;
  readonly audit: (record: AuditRecord) => Promise<void>;
}

export interface SiteStore extends SiteReads {
  /** Transactions run one after another: what `work` read stays true until it commits. It may run again after a lost race. */
  readonly transaction: <T>(work: (tx: SiteTransaction) => Promise<T>) => Promise<T>;
}
