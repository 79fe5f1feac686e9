import { ok } from '@wachter/core';
import type { Context } from '@wachter/services/context';
import type { ApiToken, Display, UserRow } from '@wachter/services/ports/people-store';
import { mayRead, type Read } from './read.ts';

export interface PeopleRead {
  readonly users: readonly UserRow[];
  readonly displays: readonly Display[];
  readonly tokens: readonly ApiToken[];
}

/** People, screens and tokens; nothing in it is a secret. */
export async function readPeople(context: Context): Promise<Read<PeopleRead>> {
  for (const [action, kind] of [
    ['user.read', 'user'],
    ['display.read', 'display'],
    ['token.read', 'token'],
  ] as const) {
    const allowed = mayRead(context, action, { kind });
    if (!allowed.ok) return allowed;
  }
  const { people } = context.store;
  const [users, displays, tokens] = await Promise.all([people.users(), people.displays(), people.tokens()]);
  return ok({ users, displays, tokens });
}
