import { DrillPlan, EscalationPolicy, type Instant, Rota } from '@wachter/core';
import type { AuditRecord, ChannelHealth, ChannelRow, ContactRow, NotifySettings } from '@wachter/services';
import type pg from 'pg';
import { storableJson } from '../connect/binary-array.ts';
import { inTransaction, type Query, select } from '../connect/transaction.ts';
import { isUuid } from '../rows/uuid.ts';

const insertAudit = `INSERT INTO audit (at, actor, action, object_kind, object_id, before, after, source)
  VALUES (clock_timestamp(), $1, $2, $3, $4, $5::jsonb, $6::jsonb, $7)`;

const json = (value: unknown): string | null => (value === undefined || value === null ? null : storableJson(value));

/** The audit row of a change, in its transaction. */
export async function writeAuditRow(query: Query, record: AuditRecord): Promise<void> {
  const { actor, action, objectKind, objectId, before, after, source } = record;
  await query(insertAudit, [actor, action, objectKind, objectId, json(before), json(after), source ?? null]);
}

const putRota = `INSERT INTO rota (id, site_id, rota) VALUES ($1, $2, $3::jsonb)
  ON CONFLICT (id) DO UPDATE SET site_id = excluded.site_id, rota = excluded.rota`;
const putPolicy = `INSERT INTO escalation_policy (site_id, policy) VALUES ($1, $2::jsonb)
  ON CONFLICT (site_id) DO UPDATE SET policy = excluded.policy`;
const putDrillPlan = `INSERT INTO drill_plan (site_id, plan, planned_at, planned_by) VALUES ($1, $2::jsonb, to_timestamp($3::float8 / 1000), $4)
  ON CONFLICT (site_id) DO UPDATE SET plan = excluded.plan, planned_at = excluded.planned_at, planned_by = excluded.planned_by`;
const listDrillPlans = `SELECT p.site_id AS "siteId", p.plan, p.planned_at AS "plannedAt", p.planned_by AS "plannedBy",
    (SELECT max(d.due_at) FROM drill d WHERE d.site_id = p.site_id) AS "lastDueAt"
  FROM drill_plan p ORDER BY p.site_id`;
const putChannel = `INSERT INTO channel (id, type, name, config, sealed_secrets, is_enabled, created_at)
  VALUES ($1, $2, $3, $4::jsonb, $5, $6, to_timestamp($7::float8 / 1000))
  ON CONFLICT (id) DO UPDATE SET type = excluded.type, name = excluded.name, config = excluded.config,
    sealed_secrets = excluded.sealed_secrets, is_enabled = excluded.is_enabled`;
const listChannels = `SELECT id, type, name, config, sealed_secrets AS "sealedSecrets", is_enabled AS "isEnabled", created_at AS "createdAt"
  FROM channel ORDER BY created_at, id`;
const listHealth = `SELECT id AS "channelId", failing_since AS "failingSince", failure, last_sent_at AS "lastSentAt" FROM channel ORDER BY created_at, id`;
const listContacts = `SELECT id, user_id AS "userId", channel_id AS "channelId", address, position, is_enabled AS "isEnabled",
    gone_at AS "goneAt"
  FROM contact WHERE $1::text IS NULL OR user_id = $1 ORDER BY user_id, position, id`;
const addContact = `INSERT INTO contact (id, user_id, channel_id, address, position, is_enabled) VALUES ($1, $2, $3, $4::jsonb, $5, $6)`;

type Documents = Pick<NotifySettings, 'rotas' | 'putRota' | 'deleteRota' | 'policies' | 'putPolicy'>;
type DrillPlans = Pick<NotifySettings, 'drillPlans' | 'putDrillPlan' | 'deleteDrillPlan'>;
interface StoredDrillPlan {
  readonly siteId: string;
  readonly plan: unknown;
  readonly plannedAt: Instant;
  readonly plannedBy: string;
  readonly lastDueAt: Instant | null;
}
type Ways = Pick<NotifySettings, 'channels' | 'channelHealth' | 'putChannel' | 'deleteChannel' | 'contacts' | 'setContacts'>;

const documents = (pool: pg.Pool): Documents => ({
  rotas: async (siteId) => {
    const text = 'SELECT id, site_id AS "siteId", rota FROM rota WHERE $1::uuid IS NULL OR site_id = $1 ORDER BY id';
    const rows = await select<{ id: string; siteId: string; rota: unknown }>(pool, 'reading rotas', text, [siteId ?? null]);
    return rows.map((row) => ({ ...row, rota: Rota.parse(row.rota) }));
  },
  putRota: ({ id, siteId, rota }, audit) =>
    inTransaction(pool, { doing: 'storing a rota' }, async (query) => {
      await query(putRota, [id, siteId, storableJson(rota)]);
      await writeAuditRow(query, audit);
    }),
  deleteRota: async (id, audit) =>
    isUuid(id) &&
    inTransaction(pool, { doing: 'deleting a rota' }, async (query) => {
      const isThere = (await query('DELETE FROM rota WHERE id = $1 RETURNING id', [id])).length > 0;
      if (isThere) await writeAuditRow(query, audit);
      return isThere;
    }),
  policies: async () => {
    const text = 'SELECT site_id AS "siteId", policy FROM escalation_policy ORDER BY site_id';
    const rows = await select<{ siteId: string; policy: unknown }>(pool, 'reading escalation policies', text);
    return rows.map((row) => ({ ...row, policy: EscalationPolicy.parse(row.policy) }));
  },
  putPolicy: ({ siteId, policy }, audit) =>
    inTransaction(pool, { doing: 'storing an escalation policy' }, async (query) => {
      if (policy === null) await query('DELETE FROM escalation_policy WHERE site_id = $1', [siteId]);
      else await query(putPolicy, [siteId, storableJson(policy)]);
      await writeAuditRow(query, audit);
    }),
});

const drillPlans = (pool: pg.Pool): DrillPlans => ({
  drillPlans: async () => {
    const rows = await select<StoredDrillPlan>(pool, 'reading planned drills', listDrillPlans);
    return rows.map((row) => ({ ...row, plan: DrillPlan.parse(row.plan) }));
  },
  putDrillPlan: ({ siteId, plan, plannedAt, plannedBy }, audit) =>
    inTransaction(pool, { doing: 'planning drills' }, async (query) => {
      await query(putDrillPlan, [siteId, storableJson(plan), plannedAt, plannedBy]);
      await writeAuditRow(query, audit);
    }),
  deleteDrillPlan: (siteId, audit) =>
    inTransaction(pool, { doing: 'ending planned drills' }, async (query) => {
      const isThere = (await query('DELETE FROM drill_plan WHERE site_id = $1 RETURNING 1 AS gone', [siteId])).length > 0;
      if (isThere) await writeAuditRow(query, audit);
      return isThere;
    }),
});

const ways = (pool: pg.Pool): Ways => ({
  channels: () => select<ChannelRow>(pool, 'reading channels', listChannels),
  channelHealth: () => select<ChannelHealth>(pool, 'reading how channels fare', listHealth),
  putChannel: ({ id, type, name, config, sealedSecrets, isEnabled, createdAt }, audit) =>
    inTransaction(pool, { doing: 'storing a channel' }, async (query) => {
      await query(putChannel, [id, type, name, storableJson(config), sealedSecrets, isEnabled, createdAt]);
      await writeAuditRow(query, audit);
    }),
  deleteChannel: async (id, audit) =>
    isUuid(id) &&
    inTransaction(pool, { doing: 'deleting a channel' }, async (query) => {
      await query('DELETE FROM contact WHERE channel_id = $1', [id]);
      const isThere = (await query('DELETE FROM channel WHERE id = $1 RETURNING id', [id])).length > 0;
      if (isThere) await writeAuditRow(query, audit);
      return isThere;
    }),
  contacts: (userId) => select<ContactRow>(pool, 'reading contacts', listContacts, [userId ?? null]),
  setContacts: (userId, contacts, audit) =>
    inTransaction(pool, { doing: 'storing contacts' }, async (query) => {
      await query('DELETE FROM contact WHERE user_id = $1', [userId]);
      for (const { id, channelId, address, position, isEnabled } of contacts) {
        await query(addContact, [id, userId, channelId, storableJson(address), position, isEnabled]);
      }
      await writeAuditRow(query, audit);
    }),
});

/** Who is told, and how. */
export const notifySettings = (pool: pg.Pool): NotifySettings => ({ ...documents(pool), ...drillPlans(pool), ...ways(pool) });
