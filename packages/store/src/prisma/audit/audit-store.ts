import type { AuditLink, AuditStore } from '@wachter/services';
import type pg from 'pg';
import { select } from '../connect/transaction.ts';

/** int8 columns come as text or numbers, by the settings of the pool. */
interface Row extends Omit<AuditLink, 'seq' | 'auditId'> {
  readonly seq: string | number;
  readonly auditId: string | number;
}

const listLinks = `
  SELECT l.seq, l.audit_id AS "auditId", encode(l.prev, 'hex') AS prev, encode(l.hash, 'hex') AS hash,
    CASE WHEN a.id IS NOT NULL THEN audit_text(a) END AS text
  FROM audit_link l LEFT JOIN audit a ON a.id = l.audit_id
  WHERE l.seq > $1 ORDER BY l.seq LIMIT $2`;

const lastLink = `SELECT seq, encode(hash, 'hex') AS hash FROM audit_link ORDER BY seq DESC LIMIT 1`;

const listUnlinked = `
  SELECT a.id FROM audit a WHERE NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.audit_id = a.id) ORDER BY a.id LIMIT 100`;

export const auditStore = (pool: pg.Pool): AuditStore => ({
  links: async (after, limit) => {
    const rows = await select<Row>(pool, 'reading the chain of the audit trail', listLinks, [after, limit]);
    return rows.map((row) => ({ ...row, seq: Number(row.seq), auditId: Number(row.auditId) }));
  },
  head: async () => {
    const [row] = await select<Pick<Row, 'seq' | 'hash'>>(pool, 'reading the head of the audit trail', lastLink);
    return row ? { seq: Number(row.seq), hash: row.hash } : null;
  },
  unlinked: async () => {
    const rows = await select<{ id: string | number }>(pool, 'looking for acts without a link', listUnlinked);
    return rows.map(({ id }) => Number(id));
  },
});
