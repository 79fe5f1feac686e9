import type { Alarm, AnnouncedTest, DeviceState, FloodRecord, Instant, PointState, Reading } from '@wachter/core';
import type { DeviceGap, DeviceSession, Directory, IngestStore, LateReadings, RecordedTransition } from '@wachter/services';
import type pg from 'pg';
import { inTransaction, select } from '../connect/transaction.ts';
import {
  type AlarmRecord,
  alarmColumns,
  type DeviceRecord,
  type DeviceStateRecord,
  deviceColumns,
  deviceStateColumns,
  isUnfinished,
  type PointRecord,
  type PointStateRecord,
  pointColumns,
  pointState,
  pointStateColumns,
  type RuleRecord,
  ruleColumns,
  testColumns,
  type WindowRecord,
  type WithholdingRecord,
  windowColumns,
  withholdingColumns,
} from '../rows/columns.ts';
import { readReadings } from '../rows/read-readings.ts';
import { alarmSettingsOf } from '../site/withholding-rows.ts';

const readRevision = 'SELECT revision::text AS revision FROM directory_revision';

/** Revision and content come from one snapshot, so a change in between is never taken for read. */
export const loadDirectory = (pool: pg.Pool) => (): Promise<Directory> =>
  inTransaction(
    pool,
    { doing: 'loading the directory', begin: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' },
    async (query) => {
      const [revision, devices, points, rules, locations, equipment, sites, withholdings, windows, tests] = await Promise.all([
        query<{ revision: string }>(readRevision),
        query<DeviceRecord>(`SELECT ${deviceColumns} FROM device d ORDER BY d.id`),
        query<PointRecord>(`SELECT ${pointColumns} FROM point p ORDER BY p.id`),
        query<RuleRecord>(`SELECT ${ruleColumns} FROM rule r ORDER BY r.id`),
        query<{ id: string; parentId: string | null }>('SELECT id, parent_id AS "parentId" FROM location ORDER BY id'),
        query<Directory['equipment'][number]>(
          `SELECT e.id, e.kind, e.name, nullif(e.attributes, '{}') AS rating,
             ARRAY(SELECT f.source_id::text FROM equipment_feed f WHERE f.equipment_id = e.id ORDER BY f.position) AS "fedBy"
           FROM equipment e ORDER BY e.id`,
        ),
        query<{ id: string; timeZone: string; settings: unknown }>(
          'SELECT s.id, s.time_zone AS "timeZone", a.settings FROM site s LEFT JOIN alarm_settings a ON a.site_id = s.id ORDER BY s.id',
        ),
        query<WithholdingRecord>(
          `SELECT ${withholdingColumns} FROM withholding w WHERE coalesce(w.ended_at, w.until_at) > now() - interval '1 day' ORDER BY w.id`,
        ),
        query<WindowRecord>(`SELECT ${windowColumns} FROM maintenance_window w ORDER BY w.id`),
        query<AnnouncedTest>(
          `SELECT ${testColumns} FROM announced_test t WHERE t.until_at > now() - interval '1 day' ORDER BY t.from_at DESC, t.id`,
        ),
      ]);
      return {
        ...{ revision: revision[0]?.revision ?? '0', devices, points, rules, locations, equipment, withholdings, windows, tests },
        sites: sites.map(({ settings, ...site }) => ({ ...site, settings: alarmSettingsOf(settings) })),
      };
    },
  );

export const directoryRevision = (pool: pg.Pool) => async (): Promise<string> =>
  (await select<{ revision: string }>(pool, 'reading the revision of the directory', readRevision))[0]?.revision ?? '0';

export const loadPointStates = (pool: pg.Pool) => async (): Promise<readonly PointState[]> =>
  (
    await select<PointStateRecord>(
      pool,
      'loading point states',
      `SELECT ${pointStateColumns} FROM point_state s ORDER BY s.point_id`,
    )
  ).map(pointState);

export const loadDeviceStates = (pool: pg.Pool) => (): Promise<readonly DeviceState[]> =>
  select<DeviceStateRecord>(
    pool,
    'loading device states',
    `SELECT ${deviceStateColumns} FROM device_state s ORDER BY s.device_id`,
  );

export const loadSessions =
  (pool: pg.Pool): IngestStore['loadSessions'] =>
  async () => {
    const [sessions, openGaps] = await Promise.all([
      select<DeviceSession>(
        pool,
        'loading device sessions',
        `SELECT device_id AS "deviceId", boot, contiguous_seq AS "contiguousSeq", highest_seq AS "highestSeq", started_at AS "startedAt"
       FROM device_session ORDER BY device_id, started_at, boot`,
      ),
      select<DeviceGap>(
        pool,
        'loading open gaps',
        `SELECT device_id AS "deviceId", boot, from_seq AS "fromSeq", to_seq AS "toSeq", opened_at AS "openedAt",
         closed_at AS "closedAt", outcome
       FROM device_gap WHERE closed_at IS NULL ORDER BY device_id, boot, from_seq`,
      ),
    ]);
    return { sessions, openGaps };
  };

export const loadUnfinishedAlarms = (pool: pg.Pool) => (): Promise<readonly Alarm[]> =>
  select<AlarmRecord>(
    pool,
    'loading unfinished alarms',
    `SELECT ${alarmColumns} FROM alarm a WHERE ${isUnfinished} ORDER BY a.raised_at, a.id`,
  );

export const loadLateReadings = (pool: pg.Pool) => (): Promise<readonly LateReadings[]> =>
  select<LateReadings>(
    pool,
    'loading late readings',
    'SELECT point_id AS "pointId", from_at AS "from", to_at AS "to" FROM late_readings ORDER BY point_id',
  );

export const loadTransitions =
  (pool: pg.Pool) =>
  (since: Instant): Promise<readonly RecordedTransition[]> =>
    select<RecordedTransition>(
      pool,
      'loading recent transitions',
      `SELECT j.alarm_id AS "alarmId", j.kind, j.recorded_at AS "recordedAt", a.site_id AS "siteId", a.rule_id AS "ruleId"
     FROM journal j JOIN alarm a ON a.id = j.alarm_id
     WHERE j.recorded_at >= to_timestamp($1::float8 / 1000) ORDER BY j.id`,
      [since],
    );

export const loadFloods = (pool: pg.Pool) => (): Promise<readonly FloodRecord[]> =>
  select<FloodRecord>(
    pool,
    'loading floods',
    `SELECT id, site_id AS "siteId", began_at AS "beganAt", ended_at AS "endedAt", alarm_id AS "alarmId", alarms
     FROM alarm_flood WHERE ended_at IS NULL ORDER BY id`,
  );

export const alarmsChangedSince =
  (pool: pg.Pool) =>
  (version: number): Promise<readonly Alarm[]> =>
    select<AlarmRecord>(
      pool,
      'reading changed alarms',
      `SELECT ${alarmColumns} FROM alarm a WHERE a.version > $1 ORDER BY a.version`,
      [version],
    );

export const alarmsOverlapping =
  (pool: pg.Pool) =>
  (ruleId: string, from: Instant, to: Instant): Promise<readonly Alarm[]> =>
    select<AlarmRecord>(
      pool,
      'reading alarms of a rule',
      `SELECT ${alarmColumns} FROM alarm a
     WHERE a.rule_id = $1 AND a.raised_at <= to_timestamp($3::float8 / 1000)
       AND (a.cleared_at IS NULL OR a.cleared_at >= to_timestamp($2::float8 / 1000))
     ORDER BY a.raised_at`,
      [ruleId, from, to],
    );

export const loadWindow =
  (pool: pg.Pool) =>
  (pointIds: readonly number[], from: Instant, to: Instant): Promise<readonly Reading[]> =>
    readReadings(
      pool,
      `WHERE r.point_id = ANY($1::int4[]) AND r.observed_at >= to_timestamp($2::float8 / 1000) AND r.observed_at < to_timestamp($3::float8 / 1000)
       ORDER BY r.point_id, r.observed_at`,
      [pointIds, from, to],
    );
