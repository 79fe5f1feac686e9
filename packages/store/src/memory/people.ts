import type { AuditRecord, PeopleStore } from '@wachter/services/ports/index';
import { appendAudit, type Database } from './database.ts';
import type { StoredUser, Tables } from './tables.ts';

const minute = 60_000;

const shownUser = ({ passwordHash: _, sessionsEndedAt: __, ...user }: StoredUser) => user;
const without = <Row extends { readonly tokenHash: string }>({ tokenHash: _, ...row }: Row): Omit<Row, 'tokenHash'> => row;
const isLeadingIn = (users: Iterable<StoredUser>): boolean =>
  [...users].some((user) => user.role === 'administrator' && !user.isDisabled);

const users = (database: Database): Pick<PeopleStore, 'users' | 'userByEmail' | 'createUser' | 'setPassword' | 'updateUser'> => ({
  users: async () => [...database.read().users.values()].map(shownUser),
  userByEmail: async (email) => {
    const user = [...database.read().users.values()].find((row) => row.email === email.toLowerCase());
    return user ? shownUser(user) : null;
  },
  createUser: ({ now, ...user }, audit) =>
    database.write((draft) => {
      const email = user.email.toLowerCase();
      if ([...draft.users.values()].some((row) => row.email === email)) return { kind: 'email-taken' as const };
      draft.users.set(user.id, { ...user, email, isDisabled: false, locale: 'en', createdAt: now, sessionsEndedAt: null });
      appendAudit(draft, audit, database.now());
      return { kind: 'created' as const };
    }),
  setPassword: (userId, passwordHash, mustChangePassword, audit) =>
    database.write((draft) => {
      const user = draft.users.get(userId);
      if (!user) return;
      draft.users.set(userId, { ...user, passwordHash, mustChangePassword, sessionsEndedAt: database.now() });
      appendAudit(draft, audit, database.now());
    }),
  updateUser: (userId, change, audit) =>
    database.write((draft) => {
      const user = draft.users.get(userId);
      if (!user) return { kind: 'not-found' as const };
      const { role = user.role, isDisabled = user.isDisabled, locale = user.locale, name = user.name } = change;
      const after = new Map(draft.users).set(userId, { ...user, role, isDisabled, locale, name });
      if (isLeadingIn(draft.users.values()) && !isLeadingIn(after.values())) return { kind: 'last-administrator' as const };
      draft.users.set(userId, { ...user, role, isDisabled, locale, name });
      appendAudit(draft, audit, database.now());
      return { kind: 'updated' as const };
    }),
});

/** Marks a row revoked; false when it is unknown or was revoked before. */
function revoke<Row extends { readonly revokedAt: number | null }>(
  draft: Tables,
  rows: Map<string, Row>,
  { id, now, audit }: { readonly id: string; readonly now: number; readonly audit: AuditRecord },
): boolean {
  const row = rows.get(id);
  if (!row || row.revokedAt !== null) return false;
  rows.set(id, { ...row, revokedAt: now });
  appendAudit(draft, audit, now);
  return true;
}

const displays = (
  database: Database,
): Pick<PeopleStore, 'displays' | 'createDisplay' | 'revokeDisplay' | 'displayByTokenHash'> => ({
  displays: async () => [...database.read().displays.values()].map(without),
  createDisplay: (display, audit) =>
    database.write((draft) => {
      draft.displays.set(display.id, { ...display, lastContactAt: null, revokedAt: null });
      appendAudit(draft, audit, database.now());
    }),
  revokeDisplay: (id, now, audit) => database.write((draft) => revoke(draft, draft.displays, { id, now, audit })),
  displayByTokenHash: (tokenHash, now) =>
    database.write((draft) => {
      const row = [...draft.displays.values()].find((one) => one.tokenHash === tokenHash && one.revokedAt === null);
      if (!row) return null;
      const isDue = row.lastContactAt === null || now - row.lastContactAt >= minute;
      const display = isDue ? { ...row, lastContactAt: now } : row;
      draft.displays.set(row.id, display);
      return without(display);
    }),
});

const tokens = (database: Database): Pick<PeopleStore, 'tokens' | 'createToken' | 'revokeToken' | 'tokenByHash'> => ({
  tokens: async () => [...database.read().tokens.values()].map(without),
  createToken: (token, audit) =>
    database.write((draft) => {
      draft.tokens.set(token.id, { ...token, lastUsedAt: null, revokedAt: null });
      appendAudit(draft, audit, database.now());
    }),
  revokeToken: (id, now, audit) => database.write((draft) => revoke(draft, draft.tokens, { id, now, audit })),
  tokenByHash: (tokenHash, now) =>
    database.write((draft) => {
      const row = [...draft.tokens.values()].find((one) => one.tokenHash === tokenHash && one.revokedAt === null);
      if (!row || (row.expiresAt !== null && row.expiresAt <= now)) return null;
      const isDue = row.lastUsedAt === null || now - row.lastUsedAt >= minute;
      const token = isDue ? { ...row, lastUsedAt: now } : row;
      draft.tokens.set(row.id, token);
      return without(token);
    }),
});

export const memoryPeopleStore = (database: Database): PeopleStore => ({
  ...users(database),
  ...displays(database),
  ...tokens(database),
  auditTrail: async ({ actor, objectKind, objectId, beforeId, limit }) =>
    database
      .read()
      .audit.filter(
        (row) =>
          (actor === undefined || row.actor.toLowerCase().includes(actor.toLowerCase())) &&
          (objectKind === undefined || row.objectKind === objectKind) &&
          (objectId === undefined || row.objectId === objectId) &&
          (beforeId === undefined || row.id < beforeId),
      )
      .toReversed()
      .slice(0, limit),
});
