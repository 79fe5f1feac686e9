import type { Point } from '@wachter/core';
import type { NewDevice, NewPoint } from '@wachter/services';
import type pg from 'pg';
import { float8Array, instantArray, textArray } from '../connect/binary-array.ts';
import { storeFailure } from '../connect/failure.ts';
import { select } from '../connect/transaction.ts';
import type { QueryOf, WriterConnection } from '../connect/writer-connection.ts';
import { type PointRecord, pointColumns } from '../rows/columns.ts';
import { transactFenced } from './commit.ts';

/** The directory has changed when something was inserted, and only then. */
const revisedBy = (insert: string): string =>
  `WITH made AS (${insert}) UPDATE directory_revision SET revision = revision + 1 WHERE EXISTS (SELECT FROM made)`;

/** A parent that nobody knows is left out: the child must not be lost for it. */
const insertDevices = revisedBy(`INSERT INTO device (id, dialect, name, parent_id, model, firmware, first_seen_at)
  SELECT i.id, i.dialect, i.name,
    CASE WHEN i.parent_id = ANY($1::text[]) OR EXISTS (SELECT FROM device p WHERE p.id = i.parent_id) THEN i.parent_id END,
    i.model, i.firmware, i.first_seen_at
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[])
    AS i(id, dialect, name, parent_id, model, firmware, first_seen_at)
  ON CONFLICT (id) DO NOTHING RETURNING 1`);

/** A tag that another point has already gets the device and channel added: tags are names for people, the pair is the identity. */
const insertPoints =
  revisedBy(`INSERT INTO point (device_id, channel, tag, name, quantity, source_unit, interval_seconds, stale_seconds)
  SELECT i.device_id, i.channel,
    CASE WHEN i.nth > 1 OR EXISTS (SELECT FROM point p WHERE p.tag = i.tag)
      THEN i.tag || '-' || substr(md5(i.device_id || chr(10) || i.channel), 1, 8) ELSE i.tag END,
    i.name, i.quantity, i.source_unit, i.interval_seconds, i.stale_seconds
  FROM (SELECT *, row_number() OVER (PARTITION BY tag ORDER BY ordinal) AS nth
    FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::float8[], $8::float8[]) WITH ORDINALITY
      AS u(device_id, channel, tag, name, quantity, source_unit, interval_seconds, stale_seconds, ordinal)) i
  WHERE NOT EXISTS (SELECT FROM point p WHERE p.device_id = i.device_id AND p.channel = i.channel)
  ORDER BY i.ordinal
  ON CONFLICT (device_id, channel) DO NOTHING RETURNING 1`);

const deviceQuery = (devices: readonly NewDevice[]): QueryOf => ({
  text: insertDevices,
  values: [
    textArray(devices.map((device) => device.id)),
    textArray(devices.map((device) => device.dialect)),
    textArray(devices.map((device) => device.name)),
    textArray(devices.map((device) => device.parentId)),
    textArray(devices.map((device) => device.model)),
    textArray(devices.map((device) => device.firmware)),
    instantArray(devices.map((device) => device.firstSeenAt)),
  ],
});

const pointQuery = (points: readonly NewPoint[]): QueryOf => ({
  text: insertPoints,
  values: [
    textArray(points.map((point) => point.deviceId)),
    textArray(points.map((point) => point.channel)),
    textArray(points.map((point) => point.tag)),
    textArray(points.map((point) => point.name)),
    textArray(points.map((point) => point.quantity)),
    textArray(points.map((point) => point.sourceUnit)),
    float8Array(points.map((point) => point.intervalSeconds)),
    float8Array(points.map((point) => point.staleSeconds)),
  ],
});

const keyOf = (point: { readonly deviceId: string | null; readonly channel: string | null }): string =>
  JSON.stringify([point.deviceId, point.channel]);

/** `IngestStore.register`. What exists is left as people made it. */
export const register =
  (writer: WriterConnection, pool: pg.Pool) =>
  async (fence: bigint, devices: readonly NewDevice[], points: readonly NewPoint[]): Promise<readonly Point[]> => {
    const queries = [...(devices.length > 0 ? [deviceQuery(devices)] : []), ...(points.length > 0 ? [pointQuery(points)] : [])];
    try {
      await transactFenced(writer, fence, { queries });
    } catch (error) {
      throw storeFailure(error, 'registering devices and points');
    }
    const stored = await select<PointRecord>(
      pool,
      'reading registered points',
      `SELECT ${pointColumns} FROM point p JOIN unnest($1::text[], $2::text[]) AS w(device_id, channel)
       ON w.device_id = p.device_id AND w.channel = p.channel`,
      [textArray(points.map((point) => point.deviceId)), textArray(points.map((point) => point.channel))],
    );
    const byKey = new Map(stored.map((point) => [keyOf(point), point]));
    return points.map((point) => {
      const found = byKey.get(keyOf(point));
      if (!found) throw new Error(`point ${point.channel} of device ${point.deviceId} was not registered`);
      return found;
    });
  };
