import type { ApiToken, PeopleStore } from '@wachter/services';
import { writeAudit } from '../audit/audit.ts';
import type { Orm } from '../connect/prisma-client.ts';
import type * as Row from '../generated/client.ts';
import { isUuid } from '../rows/uuid.ts';
import { instant, isContactDue } from './contact.ts';

type Tokens = Pick<PeopleStore, 'tokens' | 'createToken' | 'revokeToken' | 'tokenByHash'>;

const token = ({ tokenHash: _tokenHash, ...row }: Row.ApiToken): ApiToken => ({
  ...row,
  createdAt: row.createdAt.getTime(),
  expiresAt: instant(row.expiresAt),
  lastUsedAt: instant(row.lastUsedAt),
  revokedAt: instant(row.revokedAt),
});

const isExpired = (row: Row.ApiToken, now: number): boolean => row.expiresAt !== null && row.expiresAt.getTime() <= now;

export const tokens = (orm: Orm): Tokens => ({
  tokens: () =>
    orm.read('listing tokens', async (client) =>
      (await client.apiToken.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })).map(token),
    ),
  createToken: ({ createdAt, expiresAt, scopes, ...data }, audit) =>
    orm.transaction('creating a token', async (tx) => {
      const times = { createdAt: new Date(createdAt), expiresAt: expiresAt === null ? null : new Date(expiresAt) };
      await tx.apiToken.create({ data: { ...data, ...times, scopes: [...scopes] } });
      await writeAudit(tx, audit);
    }),
  revokeToken: async (id, now, audit) =>
    isUuid(id) &&
    orm.transaction('revoking a token', async (tx) => {
      const { count } = await tx.apiToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date(now) } });
      if (count > 0) await writeAudit(tx, audit);
      return count > 0;
    }),
  tokenByHash: (tokenHash, now) =>
    orm.read('reading a token', async (client) => {
      const row = await client.apiToken.findUnique({ where: { tokenHash } });
      if (row === null || row.revokedAt !== null || isExpired(row, now)) return null;
      if (!isContactDue(row.lastUsedAt, now)) return token(row);
      await client.apiToken.updateMany({ where: { id: row.id, revokedAt: null }, data: { lastUsedAt: new Date(now) } });
      return token({ ...row, lastUsedAt: new Date(now) });
    }),
});
