import { withholdingColumns } from '../rows/columns.ts';

const instant = (column: string): string => `to_timestamp(i.${column} / 1000)`;

export const noticeColumns = `n.id, n.subject_kind AS "subjectKind", n.subject_id AS "subjectId", n.activation, n.kind, n.sequence, n.recipient,
  n.channel_id AS "channelId", n.address, n.priority, n.state, n.attempts, n.created_at AS "createdAt", n.next_at AS "nextAt",
  n.message_id AS "messageId", n.claimed_until AS "claimedUntil", n.last_error AS "lastError", n.sent_at AS "sentAt",
  n.provider_id AS "providerId"`;

export const escalationColumns = `e.alarm_id AS "alarmId", e.activation, e.site_id AS "siteId", e.state, e.why, e.step, e.sequence,
  e.started_at AS "startedAt", e.fired_at AS "firedAt"`;

/** Whoever holds an older fence finds nothing, and writes nothing; a successor waits for the end of this transaction. */
export const checkFence = 'SELECT 1 AS held FROM lease WHERE fence = $1::bigint FOR SHARE';

export const putEscalations = `INSERT INTO escalation (alarm_id, activation, site_id, state, why, step, sequence, started_at, fired_at)
  SELECT i."alarmId", i.activation, i."siteId", i.state, i.why, i.step, i.sequence, ${instant('"startedAt"')}, ${instant('"firedAt"')}
  FROM jsonb_to_recordset($1::jsonb) AS i("alarmId" uuid, activation int, "siteId" uuid, state text, why text, step int, sequence int,
    "startedAt" float8, "firedAt" float8)
  ON CONFLICT (alarm_id, activation) DO UPDATE SET state = excluded.state, why = excluded.why, step = excluded.step,
    sequence = excluded.sequence, started_at = excluded.started_at, fired_at = excluded.fired_at`;

/** What is owed already is left as it is. */
export const queueNotices = `INSERT INTO notice (id, subject_kind, subject_id, activation, kind, sequence, recipient, channel_id, address,
    priority, state, attempts, created_at, next_at)
  SELECT i.id, i."subjectKind", i."subjectId", i.activation, i.kind, i.sequence, i.recipient, i."channelId", i.address, i.priority, 'queued', 0,
    ${instant('"createdAt"')}, ${instant('"nextAt"')}
  FROM jsonb_to_recordset($1::jsonb) AS i(id uuid, "subjectKind" text, "subjectId" uuid, activation int, kind text, sequence int,
    recipient text, "channelId" uuid, address jsonb, priority text, "createdAt" float8, "nextAt" float8)
  ON CONFLICT (subject_id, activation, kind, sequence, recipient, channel_id) DO NOTHING`;

export const giveUpOvertaken = `UPDATE notice SET state = 'given-up', last_error = 'overtaken', claimed_until = NULL
  WHERE id = ANY($1::uuid[]) AND state = 'queued'`;

/** Far more than can wait in earnest: a bound of memory. The oldest first. */
export const pendingNotices = `SELECT ${noticeColumns} FROM notice n WHERE n.state = 'queued'
  ORDER BY n.created_at, n.sequence, n.id LIMIT 20000 FOR UPDATE OF n`;

/** An exercise does not keep news waiting. */
export const lastSent = `SELECT recipient, max(sent_at) AS "sentAt" FROM notice
  WHERE recipient = ANY($1::text[]) AND kind <> 'drill' AND sent_at > to_timestamp($2::float8 / 1000) - interval '10 min' GROUP BY recipient`;

export const takeNotices = `UPDATE notice n SET message_id = i."messageId", claimed_until = to_timestamp($2::float8 / 1000)
  FROM jsonb_to_recordset($1::jsonb) AS i(id uuid, "messageId" uuid) WHERE n.id = i.id`;

/** $1 ids, $2 state, $3 when sent, $4 the provider's number, $5 when next, $6 error. What was sent stays sent. */
export const recordAttempt = `UPDATE notice SET attempts = attempts + 1, claimed_until = NULL, state = $2,
    sent_at = coalesce(to_timestamp($3::float8 / 1000), sent_at), provider_id = coalesce($4, provider_id),
    next_at = coalesce(to_timestamp($5::float8 / 1000), next_at), last_error = coalesce($6, last_error)
  WHERE id = ANY($1::uuid[]) AND state <> 'sent'`;

/** $1 channel, $2 when. */
export const noteDelivered = `UPDATE channel SET failing_since = NULL, failure = NULL, last_sent_at = to_timestamp($2::float8 / 1000) WHERE id = $1`;
/** $1 channel, $2 person, $3 address. */
export const noteAddress = `UPDATE contact SET address = $3::jsonb WHERE channel_id = $1 AND user_id = $2`;
/** $1 channel, $2 when, $3 why. */
export const noteFailure = `UPDATE channel SET failing_since = coalesce(failing_since, to_timestamp($2::float8 / 1000)), failure = $3 WHERE id = $1`;
/** $1 channel, $2 when, $3 person. Gives what was marked. */
export const noteGone = `UPDATE contact SET gone_at = to_timestamp($2::float8 / 1000) WHERE channel_id = $1 AND user_id = $3 RETURNING id`;

export const takeOffOthers = `UPDATE notice o SET state = 'failed', claimed_until = NULL
  FROM notice s
  WHERE s.id = ANY($1::uuid[]) AND o.id <> s.id AND o.state = 'queued' AND o.subject_id = s.subject_id AND o.activation = s.activation
    AND o.kind = s.kind AND o.sequence = s.sequence AND o.recipient = s.recipient`;

/** Present alarms and those that are still being told; `isUnfinished` comes from the alarm columns. */
export const openEscalations = `SELECT ${escalationColumns} FROM escalation e WHERE e.state <> 'done' ORDER BY e.alarm_id, e.activation`;
export const presentEscalations = `SELECT ${escalationColumns} FROM escalation e
  JOIN unnest($1::uuid[], $2::int[]) AS p(id, activation) ON p.id = e.alarm_id AND p.activation = e.activation
  WHERE e.state = 'done' ORDER BY e.alarm_id`;
export const noticesOfAlarms = `SELECT ${noticeColumns} FROM notice n WHERE n.subject_id = ANY($1::uuid[])
  ORDER BY n.created_at, n.sequence, n.id`;

/** In force or to come, made by a person, and nobody was reminded of their end. */
export const shelvingsToRemind = `SELECT ${withholdingColumns} FROM withholding w
  WHERE w.kind = 'shelved' AND w.ended_at IS NULL AND w.reminded_at IS NULL AND w.created_by_user IS NOT NULL AND w.until_at > now()
  ORDER BY w.until_at, w.id`;
export const markReminded = 'UPDATE withholding SET reminded_at = now() WHERE id = ANY($1::uuid[]) AND reminded_at IS NULL';
