import { randomUUID } from 'node:crypto';
import type { PeopleStore, UserRow } from '@wachter/services';
import { writeAudit } from '../audit/audit.ts';
import { isUniqueViolation, type Orm, type Transaction } from '../connect/prisma-client.ts';
import type * as Row from '../generated/client.ts';

type Accounts = Pick<PeopleStore, 'users' | 'userByEmail' | 'createUser' | 'setPassword' | 'updateUser'>;

/** How better-auth names an account that logs in with a password. */
const credential = 'credential';

const userRow = (row: Row.User): UserRow => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role ?? 'viewer',
  isDisabled: row.banned ?? false,
  mustChangePassword: row.mustChangePassword,
  locale: row.locale ?? 'en',
  createdAt: row.createdAt.getTime(),
});

async function putPassword(tx: Transaction, userId: string, password: string): Promise<void> {
  const { count } = await tx.account.updateMany({ where: { userId, providerId: credential }, data: { password } });
  if (count > 0) return;
  await tx.account.create({ data: { id: randomUUID(), accountId: userId, providerId: credential, userId, password } });
}

/** Locks every administrator, so that two of them cannot take away each other's role at the same moment. */
async function otherAdministrators(tx: Transaction, userId: string): Promise<number> {
  const rows = await tx.$queryRaw<readonly { readonly id: string }[]>`
    SELECT id FROM "user" WHERE role = 'administrator' AND NOT coalesce(banned, false) ORDER BY id FOR UPDATE`;
  return rows.filter((row) => row.id !== userId).length;
}

const endSessions = (tx: Transaction, userId: string) => tx.session.deleteMany({ where: { userId } });

const updateUser =
  (orm: Orm): PeopleStore['updateUser'] =>
  async (userId, { role, isDisabled, locale, name }, audit) => {
    return orm.transaction('changing a user', async (tx) => {
      const takesAway = (role !== undefined && role !== 'administrator') || isDisabled === true;
      const others = takesAway ? await otherAdministrators(tx, userId) : null;
      const row = await tx.user.findUnique({ where: { id: userId } });
      if (row === null) return { kind: 'not-found' as const };
      const isAdministrator = row.role === 'administrator' && row.banned !== true;
      if (isAdministrator && others === 0) return { kind: 'last-administrator' as const };
      const data = {
        ...(role === undefined ? {} : { role }),
        ...(isDisabled === undefined ? {} : { banned: isDisabled }),
        ...(locale === undefined ? {} : { locale }),
        ...(name === undefined ? {} : { name }),
      };
      await tx.user.update({ where: { id: userId }, data });
      if (isDisabled === true) await endSessions(tx, userId);
      await writeAudit(tx, audit);
      return { kind: 'updated' as const };
    });
  };

/** Users in better-auth's own tables: it checks the password, we decide who is there. E-mail addresses are kept in lower case. */
export const accounts = (orm: Orm): Accounts => ({
  users: () =>
    orm.read('listing users', async (client) => (await client.user.findMany({ orderBy: { createdAt: 'asc' } })).map(userRow)),
  userByEmail: (email) =>
    orm.read('reading a user', async (client) => {
      const row = await client.user.findUnique({ where: { email: email.toLowerCase() } });
      return row === null ? null : userRow(row);
    }),
  createUser: async ({ id, name, email, role, passwordHash, mustChangePassword, now }, audit) => {
    try {
      return await orm.transaction('creating a user', async (tx) => {
        const createdAt = new Date(now);
        await tx.user.create({
          data: { id, name, email: email.toLowerCase(), emailVerified: true, role, mustChangePassword, createdAt },
        });
        await putPassword(tx, id, passwordHash);
        await writeAudit(tx, audit);
        return { kind: 'created' as const };
      });
    } catch (error) {
      if (isUniqueViolation(error)) return { kind: 'email-taken' };
      throw error;
    }
  },
  setPassword: async (userId, passwordHash, mustChange, audit) => {
    await orm.transaction('setting a password', async (tx) => {
      await putPassword(tx, userId, passwordHash);
      await tx.user.update({ where: { id: userId }, data: { mustChangePassword: mustChange } });
      await endSessions(tx, userId);
      await writeAudit(tx, audit);
    });
  },
  updateUser: updateUser(orm),
});
