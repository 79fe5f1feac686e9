import type { CoolingEpisode, Instant } from '@wachter/core';
import type { StoredEpisode, ThermalStore } from '@wachter/services';
import type pg from 'pg';
import { select } from '../connect/transaction.ts';

interface Row {
  readonly siteId: string;
  readonly roomId: string;
  readonly episodeId: string;
  readonly version: number;
  readonly recordedAt: Instant;
  readonly episode: unknown;
}

/** Safe because `keepEpisode` alone writes the column, and only what learning made. */
const episodeOfRow = (row: Row): StoredEpisode => ({ ...row, episode: row.episode as CoolingEpisode });

const columns =
  'site_id AS "siteId", room_id AS "roomId", episode_id AS "episodeId", version, recorded_at AS "recordedAt", record AS episode';

/** The episode it overlaps, or none; a version more than that has, unless it says the same. */
const keep = `
  WITH known AS (
    SELECT episode_id, version, record FROM cooling_episode e
    WHERE room_id = $2::uuid AND started_at <= $5::timestamptz AND ended_at >= $4::timestamptz
      AND version = (SELECT max(version) FROM cooling_episode l WHERE l.room_id = e.room_id AND l.episode_id = e.episode_id)
    ORDER BY started_at LIMIT 1
  )
  INSERT INTO cooling_episode (site_id, room_id, episode_id, version, started_at, ended_at, record, recorded_at)
  SELECT $1::uuid, $2::uuid, coalesce(known.episode_id, $3), coalesce(known.version, 0) + 1, $4::timestamptz, $5::timestamptz, $6::jsonb, $7::timestamptz
  FROM (SELECT 1) one LEFT JOIN known ON true
  WHERE known.record IS DISTINCT FROM $6::jsonb
  ON CONFLICT DO NOTHING
  RETURNING ${columns}`;

export const thermalStore = (pool: pg.Pool): ThermalStore => ({
  keepEpisode: async ({ siteId, roomId }, episode, recordedAt) => {
    const [from, to] = [new Date(episode.from), new Date(episode.to)];
    const values = [siteId, roomId, from.toISOString(), from, to, JSON.stringify(episode), new Date(recordedAt)];
    const [row] = await select<Row>(pool, 'keeping a cooling episode', keep, values);
    return row ? episodeOfRow(row) : null;
  },
  episodes: async (roomId, limit) => {
    const rows = await select<Row>(
      pool,
      'listing cooling episodes',
      `SELECT ${columns} FROM cooling_episode e
       WHERE room_id = $1
         AND version = (SELECT max(version) FROM cooling_episode l WHERE l.room_id = e.room_id AND l.episode_id = e.episode_id)
       ORDER BY started_at DESC, episode_id LIMIT $2`,
      [roomId, limit],
    );
    return rows.map(episodeOfRow);
  },
});
