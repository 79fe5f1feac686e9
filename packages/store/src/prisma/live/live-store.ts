import type { PathHealth } from '@wachter/core';
import type { LiveStore } from '@wachter/services';
import type pg from 'pg';
import type { StoreOptions } from '../connect/open-pool.ts';
import { inTransaction, type Query, select } from '../connect/transaction.ts';
import {
  type AlarmRecord,
  alarmColumns,
  type DeviceStateRecord,
  deviceStateColumns,
  isUnfinished,
  type PointStateRecord,
  pointState,
  pointStateColumns,
} from '../rows/columns.ts';
import { type Listener, listener } from './listener.ts';

const readHealth = `SELECT now() AS "serverNow", h.alive_at AS "ingestAliveAt", coalesce(h.is_broker_connected, false) AS "isBrokerConnected",
    h.last_reading_at AS "lastReadingAt", coalesce(h.readings_last_minute, 0) AS "readingsLastMinute",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('siteId', f.site_id, 'beganAt', (extract(epoch FROM f.began_at) * 1000)::int8,
      'alarmId', f.alarm_id, 'alarms', f.alarms) ORDER BY f.began_at), '[]') FROM alarm_flood f WHERE f.ended_at IS NULL) AS floods
  FROM (SELECT) AS one LEFT JOIN heartbeat h ON h.role = 'ingestor'`;

type HealthRecord = { -readonly [Key in keyof PathHealth]: PathHealth[Key] } & { serverNow: number };

const health = ([row]: readonly HealthRecord[]): HealthRecord =>
  row ?? { serverNow: 0, ingestAliveAt: null, isBrokerConnected: false, lastReadingAt: null, readingsLastMinute: 0, floods: [] };

/** Versions become visible in their order (see next_live_version), so a snapshot holds everything up to its highest one. */
const readVersion = `SELECT greatest(
    coalesce((SELECT max(version) FROM point_state), 0), coalesce((SELECT max(version) FROM device_state), 0),
    coalesce((SELECT max(version) FROM alarm), 0))::int8 AS version`;

const version = (rows: readonly { version: number }[]): number => rows[0]?.version ?? 0;

const oneSnapshot = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

async function readSnapshot(query: Query) {
  const [versions, points, devices, alarms, healths] = await Promise.all([
    query<{ version: number }>(readVersion),
    query<PointStateRecord>(`SELECT ${pointStateColumns} FROM point_state s ORDER BY s.point_id`),
    query<DeviceStateRecord>(`SELECT ${deviceStateColumns} FROM device_state s ORDER BY s.device_id`),
    query<AlarmRecord>(`SELECT ${alarmColumns} FROM alarm a WHERE ${isUnfinished} ORDER BY a.raised_at DESC, a.id`),
    query<HealthRecord>(readHealth),
  ]);
  const { serverNow, ...path } = health(healths);
  return { version: version(versions), serverNow, points: points.map(pointState), alarms, devices, health: path };
}

async function readChanges(query: Query, since: number) {
  const [versions, points, devices, alarms] = await Promise.all([
    query<{ version: number }>(readVersion),
    query<PointStateRecord>(`SELECT ${pointStateColumns} FROM point_state s WHERE s.version > $1 ORDER BY s.point_id`, [since]),
    query<DeviceStateRecord>(`SELECT ${deviceStateColumns} FROM device_state s WHERE s.version > $1 ORDER BY s.device_id`, [
      since,
    ]),
    query<AlarmRecord>(`SELECT ${alarmColumns} FROM alarm a WHERE a.version > $1 ORDER BY a.version`, [since]),
  ]);
  return { version: Math.max(since, version(versions)), points: points.map(pointState), alarms, devices };
}

export interface LiveConnections {
  readonly store: LiveStore;
  readonly close: () => Promise<void>;
}

export function liveStore(pool: pg.Pool, options: StoreOptions): LiveConnections {
  let line: Listener | null = null;
  const store: LiveStore = {
    snapshot: () => inTransaction(pool, { doing: 'reading the live snapshot', begin: oneSnapshot }, readSnapshot),
    changesSince: (since) =>
      inTransaction(pool, { doing: 'reading live changes', begin: oneSnapshot }, (query) => readChanges(query, since)),
    health: async () => health(await select<HealthRecord>(pool, 'reading the health of the path', readHealth)),
    listen: (onChange) => {
      line ??= listener(options);
      return line.subscribe(onChange);
    },
  };
  return { store, close: async () => line?.close() };
}
