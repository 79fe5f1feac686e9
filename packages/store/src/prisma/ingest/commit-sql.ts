/** A statement of fixed text; the name lets the server keep its plan. Array parameters are parallel columns. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

const statement = (name: string, text: string): Statement => ({ name: `ingest_${name}`, text });

export const begin = { text: 'BEGIN' };
export const end = { text: 'COMMIT' };

export const holdFence = statement('hold_fence', 'SELECT hold_fence($1::bigint) AS version');

/** The same, and tells the listeners of the new version once the transaction has ended. */
export const holdFenceAndTell = statement(
  'hold_fence_and_tell',
  `WITH held AS MATERIALIZED (SELECT hold_fence($1::bigint) AS version)
  SELECT version, pg_notify('wachter_live', version::text) FROM held`,
);

/** Longest time a value is taken to hold, whatever its point says: bounds how many buckets one reading can touch. */
export const longestHoldSeconds = 172_800;

export const rollUpDelayMinutes = 5;

/**
 * The quarters of an hour that readings touch: those of `touched` (point_id, starts_at, newest_at), and those after them in which the newest value
 * still holds. A quarter that ended may be rolled up at this moment, so its mark is locked, and a roll-up leaves it
 * for its next round. One that runs is not rolled up before `rollUpDelayMinutes` after its end, longer than any commit takes, so
 * it is enough that its mark is there.
 */
const quarters = `SELECT point_id, starts_at FROM touched
    UNION
    SELECT t.point_id, later.starts_at
    FROM touched t
    JOIN point p ON p.id = t.point_id
    CROSS JOIN LATERAL (SELECT t.newest_at + LEAST(p.stale_seconds, ${longestHoldSeconds}) * interval '1 second' AS held_until) h
    CROSS JOIN LATERAL generate_series(t.starts_at + interval '15 min', h.held_until, interval '15 min') AS later(starts_at)
    WHERE h.held_until >= t.starts_at + interval '15 min'`;

const mark = `INSERT INTO rollup_dirty (point_id, starts_at)
    SELECT q.point_id, q.starts_at FROM quarters q
    WHERE q.starts_at <= now() - interval '15 min'
      OR NOT EXISTS (SELECT FROM rollup_dirty d WHERE d.point_id = q.point_id AND d.starts_at = q.starts_at)
    ORDER BY 1, 2
    ON CONFLICT (point_id, starts_at) DO UPDATE SET starts_at = excluded.starts_at WHERE false`;

const plainColumns = 'point_id, observed_at, received_at, value, quality';
const plainTypes = '$1::int4[], $2::timestamptz[], $3::timestamptz[], $4::float8[], $5::int2[]';
/** Of converted values, and of those of a wrong clock. */
const rareColumns = 'original, original_unit, skew_ms';
const rareTypes = '$6::float8[], $7::text[], $8::int8[]';

/** Skips what is stored already, and marks the quarters that the new ones touch. */
export const insertReadings = statement(
  'readings',
  `WITH stored AS (
    INSERT INTO reading (${plainColumns}, ${rareColumns})
    SELECT * FROM unnest(${plainTypes}, ${rareTypes})
    ON CONFLICT DO NOTHING
    RETURNING point_id, observed_at
  ), touched AS (
    SELECT point_id, date_bin('15 min', observed_at, 'epoch') AS starts_at, max(observed_at) AS newest_at FROM stored GROUP BY 1, 2
  ), quarters AS (${quarters}), marked AS (${mark})
  SELECT count(*)::int AS stored FROM stored`,
);

const appendAndMark = (columns: string, types: string, quarterAt: number): string => `WITH appended AS (
    INSERT INTO reading (${columns}) SELECT * FROM unnest(${types})
  ), touched AS (
    SELECT * FROM unnest($${quarterAt}::int4[], $${quarterAt + 1}::timestamptz[], $${quarterAt + 2}::timestamptz[]) AS t(point_id, starts_at, newest_at)
  ), quarters AS (${quarters})
  ${mark}`;

/**
 * Readings that are new: one that is stored already fails the transaction. Looking first whether each is there, as ON CONFLICT does, costs as much
 * again as storing it. The last three values are the quarters that the readings touch, each with the newest of them in it.
 */
export const appendReadings = statement(
  'append',
  appendAndMark(`${plainColumns}, ${rareColumns}`, `${plainTypes}, ${rareTypes}`, 9),
);
/** The same for readings without an original, of clocks that are right. */
export const appendPlainReadings = statement('append_plain', appendAndMark(plainColumns, plainTypes, 6));

export const upsertPointStates = statement(
  'point_states',
  `INSERT INTO point_state AS s (point_id, value, quality, observed_at, received_at, skew_ms, version)
  SELECT i.*, currval('live_version')
  FROM unnest($1::int4[], $2::float8[], $3::int2[], $4::timestamptz[], $5::timestamptz[], $6::int8[]) AS i
  ON CONFLICT (point_id) DO UPDATE SET
    value = excluded.value, quality = excluded.quality, observed_at = excluded.observed_at,
    received_at = excluded.received_at, skew_ms = excluded.skew_ms, version = excluded.version`,
);

export const upsertDeviceStates = statement(
  'device_states',
  `INSERT INTO device_state (device_id, last_seen_at, is_online, online_changed_at, skew_ms, boot, contiguous_seq, open_gaps,
    messages, readings, duplicates, quarantined, lost, last_topic, last_payload, version)
  SELECT i.*, currval('live_version')
  FROM unnest($1::text[], $2::timestamptz[], $3::bool[], $4::timestamptz[], $5::int4[], $6::text[], $7::int8[], $8::int4[],
    $9::int8[], $10::int8[], $11::int8[], $12::int8[], $13::int8[], $14::text[], $15::text[]) AS i
  ON CONFLICT (device_id) DO UPDATE SET
    last_seen_at = excluded.last_seen_at, is_online = excluded.is_online, online_changed_at = excluded.online_changed_at,
    skew_ms = excluded.skew_ms, boot = excluded.boot, contiguous_seq = excluded.contiguous_seq, open_gaps = excluded.open_gaps,
    messages = excluded.messages, readings = excluded.readings, duplicates = excluded.duplicates,
    quarantined = excluded.quarantined, lost = excluded.lost, last_topic = excluded.last_topic,
    last_payload = excluded.last_payload, version = excluded.version`,
);

export const upsertSessions = statement(
  'sessions',
  `INSERT INTO device_session (device_id, boot, contiguous_seq, highest_seq, started_at)
  SELECT * FROM unnest($1::text[], $2::text[], $3::int8[], $4::int8[], $5::timestamptz[])
  ON CONFLICT (device_id, boot) DO UPDATE SET
    contiguous_seq = excluded.contiguous_seq, highest_seq = excluded.highest_seq, started_at = excluded.started_at`,
);

export const upsertGaps = statement(
  'gaps',
  `INSERT INTO device_gap (device_id, boot, from_seq, to_seq, opened_at, closed_at, outcome)
  SELECT * FROM unnest($1::text[], $2::text[], $3::int8[], $4::int8[], $5::timestamptz[], $6::timestamptz[], $7::text[])
  ON CONFLICT (device_id, boot, from_seq) DO UPDATE SET
    to_seq = excluded.to_seq, closed_at = excluded.closed_at, outcome = excluded.outcome`,
);

/** A hole that was open and is not in the list any more was filled: in part, when smaller ones took its place. */
export const closeUnlistedGaps = statement(
  'unlisted_gaps',
  `WITH listed AS (SELECT * FROM unnest($1::text[], $2::text[], $3::int8[]) AS l(device_id, boot, from_seq))
  UPDATE device_gap g SET closed_at = now(), outcome = 'filled'
  WHERE g.closed_at IS NULL
    AND EXISTS (SELECT FROM listed l WHERE l.device_id = g.device_id AND l.boot = g.boot)
    AND NOT EXISTS (SELECT FROM listed l WHERE l.device_id = g.device_id AND l.boot = g.boot AND l.from_seq = g.from_seq)`,
);

export const insertQuarantine = statement(
  'quarantine',
  `WITH incoming AS (
    SELECT * FROM unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[])
      AS i(received_at, device_id, channel, topic, kind, detail, payload)
  ), kept AS (
    INSERT INTO quarantine (received_at, device_id, channel, topic, kind, detail, payload) SELECT * FROM incoming
  )
  INSERT INTO quarantine_count AS c (device_id, kind, count, last_at)
  SELECT coalesce(device_id, ''), kind, count(*), max(received_at) FROM incoming GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (device_id, kind) DO UPDATE SET count = c.count + excluded.count, last_at = greatest(c.last_at, excluded.last_at)`,
);

export const updateAlarms = statement(
  'alarm_updates',
  `UPDATE alarm a SET
    priority = i.priority, raised_at = i.raised_at, recorded_at = i.recorded_at, activated_at = i.activated_at,
    activation = i.activation, cleared_at = i.cleared_at, level = i.level, direction = i.direction,
    value = i.value, "limit" = i."limit", peak = i.peak, is_late = i.is_late,
    withheld = i.withheld, withheld_by = i.withheld_by, withheld_until = i.withheld_until, incident_id = i.incident_id::uuid,
    chattering_since = i.chattering_since, version = currval('live_version')
  FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::int4[], $7::timestamptz[],
    $8::text[], $9::text[], $10::float8[], $11::float8[], $12::float8[], $13::bool[],
    $14::text[], $15::text[], $16::timestamptz[], $17::text[], $18::timestamptz[])
    AS i(id, priority, raised_at, recorded_at, activated_at, activation, cleared_at, level, direction, value, "limit", peak, is_late,
      withheld, withheld_by, withheld_until, incident_id, chattering_since)
  WHERE a.id = i.id::uuid`,
);

export const openAlarms = statement(
  'alarm_opens',
  `INSERT INTO alarm (id, priority, raised_at, recorded_at, activated_at, activation, cleared_at, level, direction,
    value, "limit", peak, is_late, withheld, withheld_by, withheld_until, incident_id, chattering_since,
    site_id, rule_id, point_id, device_id, is_latching, version)
  SELECT i.id::uuid, i.priority, i.raised_at, i.recorded_at, i.activated_at, i.activation, i.cleared_at, i.level, i.direction,
    i.value, i."limit", i.peak, i.is_late, i.withheld, i.withheld_by, i.withheld_until, i.incident_id::uuid, i.chattering_since,
    i.site_id::uuid, i.rule_id::uuid, i.point_id, i.device_id, i.is_latching,
    currval('live_version')
  FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::int4[], $7::timestamptz[],
    $8::text[], $9::text[], $10::float8[], $11::float8[], $12::float8[], $13::bool[],
    $14::text[], $15::text[], $16::timestamptz[], $17::text[], $18::timestamptz[],
    $19::text[], $20::text[], $21::int4[], $22::text[], $23::bool[])
    AS i(id, priority, raised_at, recorded_at, activated_at, activation, cleared_at, level, direction, value, "limit", peak, is_late,
      withheld, withheld_by, withheld_until, incident_id, chattering_since, site_id, rule_id, point_id, device_id, is_latching)
  ON CONFLICT (id) DO NOTHING`,
);

export const appendJournal = statement(
  'journal',
  `INSERT INTO journal (alarm_id, kind, condition_at, recorded_at, actor, value, "limit", level, quality, comment, source)
  SELECT i.alarm_id::uuid, i.kind, i.condition_at, i.recorded_at, i.actor, i.value, i."limit", i.level, i.quality, i.comment, i.source
  FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::float8[], $7::float8[],
    $8::text[], $9::text[], $10::text[], $11::text[])
    AS i(alarm_id, kind, condition_at, recorded_at, actor, value, "limit", level, quality, comment, source)
  ON CONFLICT DO NOTHING`,
);

/** The list replaces what was there; who was there with the same words keeps its time. */
export const replaceRuleProblems = statement(
  'rule_problems',
  `WITH present AS (
    SELECT i.rule_id::uuid AS rule_id, i.kind, i.detail, i.since
    FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) AS i(rule_id, kind, detail, since)
  ), gone AS (DELETE FROM rule_problem WHERE rule_id NOT IN (SELECT rule_id FROM present))
  INSERT INTO rule_problem AS known (rule_id, kind, detail, since) SELECT rule_id, kind, detail, since FROM present
  ON CONFLICT (rule_id) DO UPDATE SET kind = excluded.kind, detail = excluded.detail, since = CASE
    WHEN known.kind = excluded.kind AND known.detail = excluded.detail THEN known.since ELSE excluded.since END`,
);

/** The last word on a flood. */
export const putFloods = statement(
  'floods',
  `INSERT INTO alarm_flood (id, site_id, began_at, ended_at, alarm_id, alarms)
  SELECT i.id::uuid, i.site_id::uuid, i.began_at, i.ended_at, i.alarm_id::uuid, i.alarms
  FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::int4[])
    AS i(id, site_id, began_at, ended_at, alarm_id, alarms)
  ON CONFLICT (id) DO UPDATE SET ended_at = excluded.ended_at, alarms = excluded.alarms`,
);

/** The list replaces what was there. */
export const replaceLateReadings = statement(
  'late_readings',
  `WITH present AS (
    SELECT i.point_id, i.from_at, i.to_at FROM unnest($1::int4[], $2::timestamptz[], $3::timestamptz[]) AS i(point_id, from_at, to_at)
  ), gone AS (DELETE FROM late_readings WHERE point_id NOT IN (SELECT point_id FROM present))
  INSERT INTO late_readings (point_id, from_at, to_at) SELECT point_id, from_at, to_at FROM present
  ON CONFLICT (point_id) DO UPDATE SET from_at = excluded.from_at, to_at = excluded.to_at`,
);

export const beat = statement(
  'heartbeat',
  `INSERT INTO heartbeat (role, alive_at, is_broker_connected, last_reading_at, readings_last_minute, details)
  VALUES ('ingestor', clock_timestamp(), $1, to_timestamp($2::float8 / 1000), $3, $4::jsonb)
  ON CONFLICT (role) DO UPDATE SET alive_at = excluded.alive_at, is_broker_connected = excluded.is_broker_connected,
    last_reading_at = excluded.last_reading_at, readings_last_minute = excluded.readings_last_minute, details = excluded.details`,
);
