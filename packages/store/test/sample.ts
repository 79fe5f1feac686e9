import { randomUUID } from 'node:crypto';
import { type EngineColumns, GOOD, type Point, type Reading } from '@wachter/core';
import type { AlarmWrite, IngestBatch, Store } from '@wachter/services';
import { createTestDatabase } from '@wachter/tooling/test-database';
import { silentLog } from '../src/log.ts';
import { openStore } from '../src/prisma/open-store.ts';

export interface OpenedStore {
  readonly url: string;
  readonly store: Store;
  readonly open: (change?: { readonly url?: string; readonly statementTimeoutMs?: number }) => Store;
  readonly close: () => Promise<void>;
}

/** A store on a database of its own; `open` makes another one on the same database. */
export async function openTestStore(): Promise<OpenedStore> {
  const database = await createTestDatabase();
  const opened: Store[] = [];
  const open: OpenedStore['open'] = (change) => {
    const store = openStore({
      url: database.url,
      applicationName: 'test',
      poolSize: 5,
      statementTimeoutMs: 20_000,
      log: silentLog,
      ...change,
    });
    opened.push(store);
    return store;
  };
  return {
    url: database.url,
    store: open(),
    open,
    close: async () => {
      await Promise.all(opened.map((store) => store.close()));
      await database.drop();
    },
  };
}

export const noon = Date.UTC(2026, 0, 15, 12);

export const emptyBatch: IngestBatch = {
  fence: 0n,
  readings: [],
  pointStates: [],
  deviceStates: [],
  sessions: [],
  gaps: [],
  quarantined: [],
  alarms: [],
  journal: [],
};

export const takeLease = async (store: Store, name = 'ingest'): Promise<bigint> => {
  const lease = await store.lease.acquire(name, 'test', 60_000);
  if (!lease.ok) throw new Error(`lease is held by ${lease.holder}`);
  return lease.fence;
};

/** Registers one device with `count` points; five minutes of stale time. */
export async function registerPoints(store: Store, fence: bigint, count: number, staleSeconds = 300): Promise<readonly Point[]> {
  const deviceId = `device-${randomUUID()}`;
  const device = {
    id: deviceId,
    dialect: 'native',
    name: 'Sensor',
    parentId: null,
    model: null,
    firmware: null,
    firstSeenAt: noon,
  };
  const points = Array.from({ length: count }, (_, n) => ({
    deviceId,
    channel: `c${n}`,
    tag: `${deviceId}.c${n}`,
    name: `Channel ${n}`,
    quantity: 'temperature',
    sourceUnit: null,
    intervalSeconds: 60,
    staleSeconds,
  }));
  return store.ingest.register(fence, [device], points);
}

export const readingOf = (pointId: number, observedAt: number, value: number): Reading => ({
  pointId,
  value,
  quality: GOOD,
  observedAt,
  receivedAt: observedAt + 1_000,
});

/** A site with one latching or ordinary rule on a point. */
export async function addRule(store: Store, pointId: number, { isLatching = false, timeZone = 'Europe/Amsterdam' } = {}) {
  const site = { id: randomUUID(), slug: `site-${randomUUID()}`, name: 'Test', timeZone };
  const words = {
    cause: null,
    consequence: null,
    response: null,
    respondWithinMinutes: null,
    checklist: null,
    acknowledgeHoldsMinutes: null,
  };
  const rule = {
    id: randomUUID(),
    type: 'limit',
    siteId: site.id,
    pointId,
    deviceId: null,
    params: {},
    isLatching,
    isEnabled: true,
  };
  await store.site.transaction(async (tx) => {
    await tx.putSite(site);
    await tx.putRule({ ...rule, ...words, priority: 'high' });
  });
  return { site, rule };
}

export const engineColumns: EngineColumns = {
  raisedAt: noon,
  recordedAt: noon + 500,
  activatedAt: noon,
  activation: 1,
  clearedAt: null,
  level: 'critical',
  direction: 'high',
  value: 31.5,
  limit: 30,
  peak: 31.5,
  isLate: false,
  ...{ withheld: 'none', withheldBy: null, withheldUntil: null, incidentId: null, chatteringSince: null },
};

export const openAlarm = (
  rule: { readonly id: string; readonly siteId: string; readonly pointId: number | null; readonly isLatching: boolean },
  columns: Partial<EngineColumns> = {},
): Extract<AlarmWrite, { kind: 'open' }> => ({
  kind: 'open',
  id: randomUUID(),
  siteId: rule.siteId,
  ruleId: rule.id,
  pointId: rule.pointId,
  deviceId: null,
  priority: 'high',
  isLatching: rule.isLatching,
  columns: { ...engineColumns, ...columns },
});
