import type { Point, RuleInstance } from '@wachter/core';
import type { Store } from '@wachter/services';
import { openMemoryStore } from '@wachter/store';
import { nodeCrypto } from '@wachter/store/node-crypto';
import { vi } from 'vitest';
import { createIngestor, type Ingestor } from '../src/app.ts';
import type { IngestorDeps } from '../src/deps.ts';
import { silentLog } from '../src/log.ts';
import { createFakeBroker, type FakeBroker } from './fake-broker.ts';

export const SITE = '00000000-0000-7000-8000-000000000001';
/** Noon of a winter day. */
export const NOON = Date.UTC(2026, 0, 15, 12);
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;

let ids = 0;
const nextId = (): string => `00000000-0000-7000-9000-${(++ids).toString(16).padStart(12, '0')}`;

/** A test bench: memory storage, a broker without a network, and a clock that moves only when told to. */
export interface Bench {
  readonly store: Store;
  readonly broker: FakeBroker;
  readonly start: (changes?: Partial<IngestorDeps>) => Ingestor;
  /** Lets the time pass, with everything that happens in it. */
  readonly pass: (ms: number) => Promise<void>;
  readonly addDevice: (
    id: string,
    how?: { readonly dialect?: string; readonly status?: 'approved' | 'ignored' | 'blocked' },
  ) => Promise<void>;
  readonly addPoint: (deviceId: string | null, channel: string | null, how?: Partial<Point>) => Promise<Point>;
  readonly addRule: (rule: Pick<RuleInstance, 'type' | 'params'> & Partial<RuleInstance>) => Promise<string>;
  readonly values: (pointId: number) => Promise<readonly number[]>;
  readonly stateOf: (pointId: number) => Promise<Awaited<ReturnType<Store['ingest']['loadPointStates']>>[number] | undefined>;
  readonly deviceState: (id: string) => Promise<Awaited<ReturnType<Store['ingest']['loadDeviceStates']>>[number] | undefined>;
  readonly alarms: () => ReturnType<Store['alarms']['list']>;
}

/** Call `vi.useFakeTimers({ now: NOON })` before and `vi.useRealTimers()` after. */
export async function createBench(): Promise<Bench> {
  const store = openMemoryStore({ now: () => Date.now() });
  const broker = createFakeBroker();
  await store.site.transaction((tx) =>
    tx.putSite({ id: SITE, slug: 'rtm-1', name: 'Rotterdam 1', timeZone: 'Europe/Amsterdam' }),
  );
  return {
    store,
    broker,
    start: (changes = {}) => {
      const ingestor = createIngestor({
        crypto: nodeCrypto,
        store,
        log: silentLog,
        broker: { url: 'mqtt://fake', clientId: 'wachter-ingestor', keepaliveSeconds: 30, sessionExpirySeconds: 3_600 },
        holder: `bench-${++ids}`,
        now: () => Date.now(),
        monotonic: () => performance.now(),
        random: () => 0.5,
        newId: nextId,
        filters: null,
        maxUnacked: 5_000,
        sparkplugHost: null,
        line: broker.line,
        ...changes,
      });
      ingestor.start();
      return ingestor;
    },
    pass: async (ms) => {
      await vi.advanceTimersByTimeAsync(ms);
    },
    addDevice: (id, { dialect = 'native', status = 'approved' } = {}) =>
      store.site.transaction((tx) =>
        tx.putDevice({
          ...{
            id,
            dialect,
            status,
            siteId: SITE,
            locationId: null,
            parentId: null,
            fedById: null,
            name: id,
            model: null,
            firmware: null,
          },
          ...{ approvedAt: NOON, approvedBy: 'bench', mapping: null, firstSeenAt: NOON },
        }),
      ),
    addPoint: (deviceId, channel, how = {}) =>
      store.site.transaction((tx) =>
        tx.putPoint({
          ...{
            id: null,
            tag: `${deviceId ?? 'derived'}.${channel ?? ++ids}`,
            name: channel ?? 'derived',
            siteId: SITE,
            locationId: null,
          },
          ...{
            equipmentId: null,
            deviceId,
            channel,
            quantity: 'inlet-temperature',
            sourceUnit: null,
            intervalSeconds: 10,
            staleSeconds: 60,
          },
          ...{ status: 'active' as const, place: {}, derivedFrom: null },
          ...how,
        }),
      ),
    addRule: async (rule) => {
      const instance: RuleInstance = {
        ...{ id: nextId(), siteId: SITE, pointId: null, deviceId: null, priority: 'high', isLatching: false, isEnabled: true },
        ...{ cause: null, consequence: null, response: null, respondWithinMinutes: null },
        ...rule,
      };
      await store.site.transaction((tx) => tx.putRule(instance));
      return instance.id;
    },
    values: async (pointId) => (await store.history.raw(pointId, 0, NOON * 2, 100_000)).map(({ value }) => value),
    stateOf: async (pointId) => (await store.ingest.loadPointStates()).find((state) => state.pointId === pointId),
    deviceState: async (id) => (await store.ingest.loadDeviceStates()).find(({ deviceId }) => deviceId === id),
    alarms: () => store.alarms.list({ limit: 1_000 }),
  };
}

/** A native data message with one sample. */
export const data = (
  seq: number,
  at: number | null,
  values: Readonly<Record<string, unknown>>,
  boot = 'boot-a',
  lost?: number,
) => ({
  boot,
  seq,
  samples: [{ ...(at === null ? {} : { t: at }), v: values }],
  ...(lost === undefined ? {} : { lost }),
});
