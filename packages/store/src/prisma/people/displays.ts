import type { Display, PeopleStore } from '@wachter/services';
import { writeAudit } from '../audit/audit.ts';
import type { Orm } from '../connect/prisma-client.ts';
import type * as Row from '../generated/client.ts';
import { isUuid } from '../rows/uuid.ts';
import { instant, isContactDue } from './contact.ts';

type Displays = Pick<PeopleStore, 'displays' | 'createDisplay' | 'revokeDisplay' | 'displayByTokenHash'>;

const display = ({ tokenHash: _tokenHash, ...row }: Row.Display): Display => ({
  ...row,
  createdAt: row.createdAt.getTime(),
  lastContactAt: instant(row.lastContactAt),
  revokedAt: instant(row.revokedAt),
});

export const displays = (orm: Orm): Displays => ({
  displays: () =>
    orm.read('listing displays', async (client) =>
      (await client.display.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })).map(display),
    ),
  createDisplay: ({ createdAt, ...data }, audit) =>
    orm.transaction('creating a display', async (tx) => {
      await tx.display.create({ data: { ...data, createdAt: new Date(createdAt) } });
      await writeAudit(tx, audit);
    }),
  revokeDisplay: async (id, now, audit) =>
    isUuid(id) &&
    orm.transaction('revoking a display', async (tx) => {
      const { count } = await tx.display.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date(now) } });
      if (count > 0) await writeAudit(tx, audit);
      return count > 0;
    }),
  displayByTokenHash: (tokenHash, now) =>
    orm.read('reading a display', async (client) => {
      const row = await client.display.findUnique({ where: { tokenHash } });
      if (row === null || row.revokedAt !== null) return null;
      if (!isContactDue(row.lastContactAt, now)) return display(row);
      await client.display.updateMany({ where: { id: row.id, revokedAt: null }, data: { lastContactAt: new Date(now) } });
      return display({ ...row, lastContactAt: new Date(now) });
    }),
});
