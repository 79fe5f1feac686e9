import { ok, type Result, Rota, refuse } from '@wachter/core';
import { z } from 'zod';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type Invalid, invalid, type NotFound, notFound } from '../refusal.ts';

/** `id` null makes a new one. */
export const PutRota = z.strictObject({ id: Id.nullable(), siteId: Id, rota: Rota });

/** Who is on duty when, in the time zone of the site. */
export const putRota = defineVerb({
  action: 'rota.edit',
  input: PutRota,
  run: async (context, { id, siteId, rota }): Promise<Result<{ readonly id: string }, Invalid | NotFound>> => {
    const { store } = context;
    if (!(await store.site.sites()).some((site) => site.id === siteId)) return refuse(notFound('site', siteId));
    const before = id === null ? null : (await store.notify.rotas()).find((row) => row.id === id);
    if (id !== null && before?.siteId !== siteId) return refuse(notFound('rota', id));
    const known = new Set((await store.people.users()).map((user) => user.id));
    const named = [
      ...rota.layers.flatMap(({ people }) => people),
      ...rota.holidays.flatMap(({ person }) => person ?? []),
      ...rota.overrides.map(({ person }) => person),
    ];
    if (named.some((person) => !known.has(person))) return refuse(invalid('rota', 'names somebody who is not a user'));
    const row = { id: before?.id ?? context.newId(), siteId, rota };
    const record = { action: 'rota.put', objectKind: 'rota', objectId: row.id, before: before?.rota, after: rota };
    await store.notify.putRota(row, auditOf(context, record));
    return ok({ id: row.id });
  },
});
