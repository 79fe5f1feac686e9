import type { ApiToken, AuditRecord, Display, PeopleStore, UserRow } from '@wachter/services';
import type { Orm } from '../connect/prisma-client.ts';
import type * as Row from '../generated/client.ts';
import { accounts } from './accounts.ts';

export const instant = (at: Date | null): number | null => at?.getTime() ?? null;

export const userRow = (row: Row.User): UserRow => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role ?? 'viewer',
  isDisabled: row.banned ?? false,
  mustChangePassword: row.mustChangePassword,
  locale: row.locale ?? 'en',
  createdAt: row.createdAt.getTime(),
});

const display = ({ tokenHash: _tokenHash, ...row }: Row.Display): Display => ({
  ...row,
  createdAt: row.createdAt.getTime(),
  lastContactAt: instant(row.lastContactAt),
  revokedAt: instant(row.revokedAt),
});

const token = ({ tokenHash: _tokenHash, ...row }: Row.ApiToken): ApiToken => ({
  ...row,
  createdAt: row.createdAt.getTime(),
  expiresAt: instant(row.expiresAt),
  lastUsedAt: instant(row.lastUsedAt),
  revokedAt: instant(row.revokedAt),
});

const contactEveryMs = 60_000;
const isDue = (last: Date | null, now: number): boolean => last === null || now - last.getTime() >= contactEveryMs;

const audited = async (record: AuditRecord) => {
  const { writeAudit } = await import('../site/site-writes.ts');
  return (tx: Parameters<typeof writeAudit>[0]) => writeAudit(tx, record);
};

const displays = (orm: Orm): Pick<PeopleStore, 'displays' | 'createDisplay' | 'revokeDisplay' | 'displayByTokenHash'> => ({
  displays: () => orm.read('listing displays', async (client) => (await client.display.findMany({ orderBy: { createdAt: 'asc' } })).map(display)),
  createDisplay: async ({ createdAt, ...data }, audit) => {
    const write = await audited(audit);
    await orm.transaction('creating a display', async (tx) => {
      await tx.display.create({ data: { ...data, createdAt: new Date(createdAt) } });
      await write(tx);
    });
  },
  revokeDisplay: async (id, now, audit) => {
    const write = await audited(audit);
    return orm.transaction('revoking a display', async (tx) => {
      const { count } = await tx.display.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date(now) } });
      if (count > 0) await write(tx);
      return count > 0;
    });
  },
  displayByTokenHash: (tokenHash, now) =>
    orm.read('reading a display', async (client) => {
      const row = await client.display.findUnique({ where: { tokenHash } });
      if (row === null || row.revokedAt !== null) return null;
      if (!isDue(row.lastContactAt, now)) return display(row);
      await client.display.updateMany({ where: { id: row.id, revokedAt: null }, data: { lastContactAt: new Date(now) } });
      return display({ ...row, lastContactAt: new Date(now) });
    }),
});

const tokens = (orm: Orm): Pick<PeopleStore, 'tokens' | 'createToken' | 'revokeToken' | 'tokenByHash'> => ({
  tokens: () => orm.read('listing tokens', async (client) => (await client.apiToken.findMany({ orderBy: { createdAt: 'asc' } })).map(token)),
  createToken: async ({ createdAt, expiresAt, scopes, ...data }, audit) => {
    const write = await audited(audit);
    const times = { createdAt: new Date(createdAt), expiresAt: expiresAt === null ? null : new Date(expiresAt) };
    await orm.transaction('creating a token', async (tx) => {
      await tx.apiToken.create({ data: { ...data, ...times, scopes: [...scopes] } });
      await write(tx);
    });
  },
  revokeToken: async (id, now, audit) => {
    const write = await audited(audit);
    return orm.transaction('revoking a token', async (tx) => {
      const { count } = await tx.apiToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date(now) } });
      if (count > 0) await write(tx);
      return count > 0;
    });
  },
  tokenByHash: (tokenHash, now) =>
    orm.read('reading a token', async (client) => {
      const row = await client.apiToken.findUnique({ where: { tokenHash } });
      if (row === null || row.revokedAt !== null || (row.expiresAt !== null && row.expiresAt.getTime() <= now)) return null;
      if (!isDue(row.lastUsedAt, now)) return token(row);
      await client.apiToken.updateMany({ where: { id: row.id, revokedAt: null }, data: { lastUsedAt: new Date(now) } });
      return token({ ...row, lastUsedAt: new Date(now) });
    }),
});

const auditTrail =
  (orm: Orm): PeopleStore['auditTrail'] =>
  ({ objectKind, objectId, beforeId, limit }) =>
    orm.read('reading the audit trail', async (client) => {
      const where = {
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

export const peopleStore = (orm: Orm): PeopleStore => ({
  ...accounts(orm),
  ...displays(orm),
  ...tokens(orm),
  auditTrail: auditTrail(orm),
});
