import { chooseMessages, type Escalation, type Message, type OwedNotice } from '@wachter/core';
import {
  type ActionLink,
  type Delivery,
  type DrillRow,
  FencedOutError,
  type NotifyStore,
  type NotifyView,
} from '@wachter/services';
import type pg from 'pg';
import { storableJson, storableText } from '../connect/binary-array.ts';
import { inTransaction, type Query, select } from '../connect/transaction.ts';
import { type AlarmRecord, alarmColumns, isUnfinished, type WithholdingRecord } from '../rows/columns.ts';
import { isUuid } from '../rows/uuid.ts';
import * as sql from './notify-sql.ts';
import { notifySettings, writeAuditRow } from './settings.ts';

async function holdFence(query: Query, fence: bigint): Promise<void> {
  if ((await query(sql.checkFence, [fence.toString()])).length === 0) {
    throw new FencedOutError(`Fence ${fence} is not held any more.`);
  }
}

async function queue(query: Query, notices: readonly OwedNotice[]): Promise<void> {
  if (notices.length > 0) await query(sql.queueNotices, [storableJson(notices)]);
}

const view = (pool: pg.Pool): Promise<NotifyView> =>
  inTransaction(
    pool,
    { doing: 'looking at what is told', begin: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' },
    async (query) => {
      const open = await query<Escalation>(sql.openEscalations);
      const named = [...new Set(open.map(({ alarmId }) => alarmId))];
      const alarms = await query<AlarmRecord>(
        `SELECT ${alarmColumns} FROM alarm a WHERE ${isUnfinished} OR a.id = ANY($1::uuid[]) ORDER BY a.raised_at, a.id`,
        [named],
      );
      const present = [alarms.map(({ id }) => id), alarms.map(({ activation }) => activation)];
      const done = await query<Escalation>(sql.presentEscalations, present);
      const notices = named.length === 0 ? [] : await query<OwedNotice>(sql.noticesOfAlarms, [named]);
      const floods = await query<{ siteId: string }>(
        'SELECT DISTINCT site_id AS "siteId" FROM alarm_flood WHERE ended_at IS NULL',
      );
      const shelvings = await query<WithholdingRecord>(sql.shelvingsToRemind);
      return { alarms, escalations: [...open, ...done], notices, shelvings, floods: floods.map(({ siteId }) => siteId) };
    },
  );

async function claim(query: Query, how: Parameters<NotifyStore['claim']>[1]) {
  const pending = await query<OwedNotice>(sql.pendingNotices);
  const recipients = [...new Set(pending.map(({ recipient }) => recipient))];
  const sent = await query<{ recipient: string; sentAt: number }>(sql.lastSent, [recipients, how.now]);
  const lastSentAt = new Map(sent.map(({ recipient, sentAt }) => [recipient, sentAt]));
  const chosen = chooseMessages(pending, lastSentAt, how.now).slice(0, how.atMost);
  const claimedUntil = how.now + how.forMs;
  const messages = chosen.map(
    ({ id, notices }): Message => ({ id, notices: notices.map((notice) => ({ ...notice, messageId: id, claimedUntil })) }),
  );
  const taken = messages.flatMap(({ id: messageId, notices }) => notices.map(({ id }) => ({ id, messageId })));
  if (taken.length > 0) await query(sql.takeNotices, [storableJson(taken), claimedUntil]);
  return messages;
}

const longestError = 500;

function attemptOf(delivery: Delivery): readonly unknown[] {
  switch (delivery.kind) {
    case 'sent':
      return ['sent', delivery.at, delivery.providerId, null, null];
    case 'retry':
      return ['queued', null, null, delivery.nextAt, storableText(delivery.error, longestError)];
    case 'given-up':
      return ['given-up', null, null, null, storableText(delivery.error, longestError)];
    default:
      return delivery satisfies never;
  }
}

/** What the attempt says of the channel, or of the contact. */
async function noteHealth(query: Query, { notices: [first] }: Message, delivery: Delivery): Promise<void> {
  if (!first) return;
  if (delivery.kind === 'sent') {
    await query(sql.noteDelivered, [first.channelId, delivery.at]);
    const { address } = delivery;
    if (address !== undefined) await query(sql.noteAddress, [first.channelId, first.recipient, storableJson(address)]);
    return;
  }
  const { at, blames } = delivery;
  if (blames === 'message') return;
  if (blames === 'address' && (await query(sql.noteGone, [first.channelId, at, first.recipient])).length > 0) return;
  await query(sql.noteFailure, [first.channelId, at, storableText(delivery.error, longestError)]);
}

const outbox = (pool: pg.Pool): Pick<NotifyStore, 'view' | 'commitRound' | 'claim' | 'record' | 'noticesOf'> => ({
  view: () => view(pool),
  commitRound: (fence, { escalations, notices, overtaken, reminded = [] }) =>
    inTransaction(pool, { doing: 'storing what is owed' }, async (query) => {
      await holdFence(query, fence);
      if (escalations.length > 0) await query(sql.putEscalations, [storableJson(escalations)]);
      await queue(query, notices);
      if (overtaken.length > 0) await query(sql.giveUpOvertaken, [overtaken]);
      if (reminded.length > 0) await query(sql.markReminded, [reminded]);
    }),
  claim: (fence, how) =>
    inTransaction(pool, { doing: 'taking messages' }, async (query) => {
      await holdFence(query, fence);
      return claim(query, how);
    }),
  record: (message, delivery, instead) =>
    inTransaction(pool, { doing: 'recording a delivery' }, async (query) => {
      const ids = message.notices.map(({ id }) => id);
      await query(sql.recordAttempt, [ids, ...attemptOf(delivery)]);
      if (delivery.kind === 'sent') await query(sql.takeOffOthers, [ids]);
      await queue(query, instead);
      await noteHealth(query, message, delivery);
    }),
  noticesOf: async (subjectId) =>
    isUuid(subjectId) ? select<OwedNotice>(pool, 'reading what was told', sql.noticesOfAlarms, [[subjectId]]) : [],
});

const linkColumns = `token_hash AS "tokenHash", subject_kind AS "subjectKind", subject_id AS "subjectId", activation, user_id AS "userId",
  created_at AS "createdAt", expires_at AS "expiresAt", used_at AS "usedAt"`;
const addLink = `INSERT INTO action_link (token_hash, subject_kind, subject_id, activation, user_id, created_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000), to_timestamp($7::float8 / 1000))`;
const useLink = `UPDATE action_link SET used_at = to_timestamp($2::float8 / 1000) WHERE token_hash = $1 AND used_at IS NULL RETURNING 1 AS used`;

const links = (pool: pg.Pool): Pick<NotifyStore, 'addLink' | 'link' | 'linksOf' | 'useLink'> => ({
  addLink: async ({ tokenHash, subjectKind, subjectId, activation, userId, createdAt, expiresAt }) => {
    await select(pool, 'storing a link', addLink, [tokenHash, subjectKind, subjectId, activation, userId, createdAt, expiresAt]);
  },
  link: async (tokenHash) => {
    const text = `SELECT ${linkColumns} FROM action_link WHERE token_hash = $1`;
    return (await select<ActionLink>(pool, 'reading a link', text, [tokenHash]))[0] ?? null;
  },
  linksOf: async (subjectId) => {
    const text = `SELECT ${linkColumns} FROM action_link WHERE subject_id = $1 ORDER BY created_at, token_hash`;
    return isUuid(subjectId) ? select<ActionLink>(pool, 'reading links', text, [subjectId]) : [];
  },
  useLink: async (tokenHash, now) => (await select(pool, 'using a link', useLink, [tokenHash, now])).length > 0,
});

/** Of one that fell due there is one row, whoever comes first. */
const addDrill = `INSERT INTO drill (id, site_id, kind, started_at, started_by, unreached, due_at, omitted)
  VALUES ($1, $2, $3, to_timestamp($4::float8 / 1000), $5, $6::jsonb, to_timestamp($7::float8 / 1000), $8)
  ON CONFLICT (site_id, due_at) DO NOTHING RETURNING id`;
const drillColumns =
  'id, site_id AS "siteId", kind, started_at AS "startedAt", started_by AS "startedBy", unreached, due_at AS "dueAt", omitted';
const listDrills = `SELECT ${drillColumns} FROM drill WHERE site_id = $1 AND kind = $3 ORDER BY started_at DESC, id DESC LIMIT $2`;
const oneDrill = `SELECT ${drillColumns} FROM drill WHERE id = $1`;

/** False when a drill of that due time is there already; nothing is written then. */
async function keepDrill(query: Query, drill: DrillRow, more: Parameters<NotifyStore['keepDueDrill']>[2]): Promise<boolean> {
  const { id, siteId, kind, startedAt, startedBy, unreached, dueAt, omitted } = drill;
  const added = await query(addDrill, [id, siteId, kind, startedAt, startedBy, storableJson(unreached), dueAt, omitted]);
  if (added.length === 0) return false;
  await queue(query, more.notices);
  await writeAuditRow(query, more.audit);
  return true;
}

/** Who is told, and what is owed. */
export const notifyStore = (pool: pg.Pool): NotifyStore => ({
  ...notifySettings(pool),
  ...outbox(pool),
  ...links(pool),
  startDrill: (drill, notices, audit) =>
    inTransaction(pool, { doing: 'starting a drill' }, async (query) => {
      await keepDrill(query, drill, { notices, audit });
    }),
  keepDueDrill: (fence, drill, owed) =>
    inTransaction(pool, { doing: 'keeping a drill that fell due' }, async (query) => {
      await holdFence(query, fence);
      return keepDrill(query, drill, owed);
    }),
  drills: (siteId, { limit, kind }) => select<DrillRow>(pool, 'reading drills', listDrills, [siteId, limit, kind]),
  drill: async (id) => (isUuid(id) ? ((await select<DrillRow>(pool, 'reading a drill', oneDrill, [id]))[0] ?? null) : null),
});
