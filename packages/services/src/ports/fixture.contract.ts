import { randomUUID } from 'node:crypto';
import { type EngineColumns, GOOD, type Point, type Reading, type RuleInstance } from '@wachter/core';
import { afterAll, beforeAll } from 'vitest';
import type { AlarmWrite, IngestBatch } from './ingest-store.ts';
import type { AuditRecord, DeviceRow } from './site-store.ts';
import type { Store } from './store.ts';

/** Opens a store on a database that may hold other tests' rows: contracts make their own site and look at nothing else. */
export type MakeStore = () => Promise<Store>;

/** A quiet month that no partition is dropped from. */
export const T0 = Date.UTC(2026, 2, 10, 12);
export const minute = 60_000;
export const hour = 60 * minute;
export const unique = (word: string): string => `${word}-${randomUUID().slice(-12)}`;

/** One store per suite, closed after it. */
export function useStore(makeStore: MakeStore): () => Store {
  let store: Store | null = null;
  beforeAll(async () => {
    store = await makeStore();
    await store.maintenance.ensurePartitions(T0 - 24 * hour, T0 + 24 * hour);
  });
  afterAll(async () => {
    await store?.close();
  });
  return () => {
    if (!store) throw new Error('The store is opened by beforeAll.');
    return store;
  };
}

export const auditRecord = (objectId: string, more: Partial<AuditRecord> = {}): AuditRecord => ({
  ...{ actor: 'Ada', action: 'contract.test', objectKind: 'site', objectId },
  ...more,
});

export interface World {
  readonly siteId: string;
  readonly slug: string;
  readonly locationId: string;
  readonly device: DeviceRow;
  readonly points: readonly [Point, Point];
  readonly rule: RuleInstance;
  readonly fence: bigint;
  readonly lease: string;
}

export const newPoint = (tag: string, more: Partial<Point> = {}): Omit<Point, 'id'> & { readonly id: number | null } => ({
  tag,
  name: tag,
  siteId: null,
  locationId: null,
  equipmentId: null,
  deviceId: null,
  channel: null,
  quantity: 'inlet-temperature',
  sourceUnit: null,
  intervalSeconds: 10,
  staleSeconds: 60,
  status: 'active',
  place: { x: 0.25, y: 0.5, heightMeters: 1.8, rack: 'A01', side: 'front' },
  derivedFrom: null,
  ...more,
  id: more.id ?? null,
});

export const newDevice = (id: string, more: Partial<DeviceRow> = {}): DeviceRow => ({
  id,
  siteId: null,
  locationId: null,
  parentId: null,
  fedById: null,
  dialect: 'native',
  name: id,
  status: 'approved',
  model: null,
  firmware: null,
  mapping: null,
  firstSeenAt: T0,
  approvedAt: null,
  approvedBy: null,
  ...more,
});

export const newRule = (siteId: string, more: Partial<RuleInstance> = {}): RuleInstance => ({
  id: randomUUID(),
  type: 'limit',
  siteId,
  pointId: null,
  deviceId: null,
  params: { high: { warning: 27, critical: 32 }, hysteresis: 0.5 },
  priority: 'high',
  isLatching: false,
  isEnabled: true,
  cause: { en: 'Cooler stopped', nl: 'Koeler gestopt' },
  consequence: null,
  response: null,
  respondWithinMinutes: 10,
  checklist: [{ en: 'Look at the cooler', nl: 'Kijk naar de koeler' }],
  acknowledgeHoldsMinutes: null,
  ...more,
});

/** A site with a room, a device, two points and a rule, and the lease that may write to it. */
export async function makeWorld(store: Store, more: { readonly isLatching?: boolean } = {}): Promise<World> {
  const siteId = randomUUID();
  const locationId = randomUUID();
  const slug = unique('site');
  const device = newDevice(unique('device'), { siteId, locationId });
  const made = await store.site.transaction(async (tx) => {
    await tx.putSite({ id: siteId, slug, name: 'Contract', timeZone: 'Europe/Amsterdam' });
    const room = { id: locationId, siteId, parentId: null, kind: 'room' as const, slug: 'hall', name: 'Hall', sortOrder: 1 };
    await tx.putLocation({ ...room, thermalClass: 'A1', plan: { widthMeters: 10, depthMeters: 8, shapes: [] } });
    await tx.putDevice(device);
    const placed = { siteId, locationId, deviceId: device.id };
    const first = await tx.putPoint(newPoint(`${slug}/first`, { ...placed, channel: 'first' }));
    const second = await tx.putPoint(newPoint(`${slug}/second`, { ...placed, channel: 'second' }));
    const rule = newRule(siteId, { pointId: first.id, isLatching: more.isLatching ?? false });
    await tx.putRule(rule);
    return { points: [first, second] as const, rule };
  });
  const lease = unique('lease');
  const held = await store.lease.acquire(lease, 'contract', 10 * minute);
  if (!held.ok) throw new Error('A lease that nobody knows is held.');
  return { siteId, slug, locationId, device, lease, fence: held.fence, ...made };
}

export const batch = (fence: bigint, more: Partial<IngestBatch> = {}): IngestBatch => ({
  fence,
  readings: [],
  pointStates: [],
  deviceStates: [],
  sessions: [],
  gaps: [],
  quarantined: [],
  alarms: [],
  journal: [],
  ...more,
});

export const reading = (pointId: number, observedAt: number, value = 21.5, more: Partial<Reading> = {}): Reading => ({
  ...{ pointId, value, observedAt, receivedAt: observedAt + 200, quality: GOOD },
  ...more,
});

export const columns = (more: Partial<EngineColumns> = {}): EngineColumns => ({
  raisedAt: T0,
  recordedAt: T0 + 300,
  activatedAt: T0,
  activation: 1,
  clearedAt: null,
  level: 'warning',
  direction: 'high',
  value: 27.4,
  limit: 27,
  peak: 27.4,
  isLate: false,
  withheld: 'none',
  withheldBy: null,
  withheldUntil: null,
  incidentId: null,
  chatteringSince: null,
  ...more,
});

/** An occurrence of the world's rule, as the engine opens it. */
export const opened = (
  world: World,
  more: Partial<EngineColumns> = {},
  id: string = randomUUID(),
): AlarmWrite & { kind: 'open' } => ({
  kind: 'open',
  id,
  siteId: world.siteId,
  ruleId: world.rule.id,
  pointId: world.points[0].id,
  deviceId: null,
  priority: 'high',
  isLatching: world.rule.isLatching,
  columns: columns(more),
});
