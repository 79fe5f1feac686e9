import type { AuditRecord, PeopleStore } from '@wachter/services';
import { storableJson } from '../connect/binary-array.ts';
import type { Orm, Transaction } from '../connect/prisma-client.ts';

const json = (value: unknown): string | null => (value === undefined || value === null ? null : storableJson(value));

/** The audit row of a change, in the transaction that makes it; stamped with the database's clock. */
export async function writeAudit(tx: Transaction, record: AuditRecord): Promise<void> {
  const { actor, action, objectKind, objectId, source } = record;
  await tx.$executeRaw`
    INSERT INTO audit (at, actor, action, object_kind, object_id, before, after, source)
    VALUES (clock_timestamp(), ${actor}, ${action}, ${objectKind}, ${objectId}, ${json(record.before)}::jsonb,
      ${json(record.after)}::jsonb, ${source ?? null})`;
}

export const auditTrail =
  (orm: Orm): PeopleStore['auditTrail'] =>
  ({ actor, objectKind, objectId, beforeId, limit }) =>
    orm.read('reading the audit trail', async (client) => {
      const where = {
        ...(actor === undefined ? {} : { actor: { contains: actor, mode: 'insensitive' as const } }),
        ...(objectKind === undefined ? {} : { objectKind }),
        ...(objectId === undefined ? {} : { objectId }),
        ...(beforeId === undefined ? {} : { id: { lt: beforeId } }),
      };
      const rows = await client.audit.findMany({ where, orderBy: { id: 'desc' }, take: limit });
      return rows.map(({ id, at, before, after, source, ...row }) => ({
        ...row,
        id: Number(id),
        at: at.getTime(),
        ...(before === null ? {} : { before }),
        ...(after === null ? {} : { after }),
        ...(source === null ? {} : { source }),
      }));
    });
