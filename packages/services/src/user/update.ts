import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { roles } from '../access/actor.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Name } from '../fields.ts';
import type { UserRow } from '../ports/people-store.ts';
import { type NotFound, notFound } from '../refusal.ts';

export const UpdateUser = z.strictObject({
  id: z.string().min(1).max(100),
  name: Name.optional(),
  role: z.enum(roles).optional(),
  isDisabled: z.boolean().optional(),
  locale: z.enum(['en', 'nl']).optional(),
});

/** The last administrator who can log in keeps role and access: nobody can lock everybody out. */
export type UpdateUserRefusal = NotFound | { readonly kind: 'last-administrator'; readonly id: string };

const shown = ({ name, role, isDisabled, locale }: UserRow) => ({ name, role, isDisabled, locale });

/** A change of role or access acts on the next request; a disabled user's sessions end with it. */
export const updateUser = defineVerb({
  action: 'user.manage',
  input: UpdateUser,
  run: async (context, { id, ...change }): Promise<Result<null, UpdateUserRefusal>> => {
    const user = (await context.store.people.users()).find((row) => row.id === id);
    if (!user) return refuse(notFound('user', id));
    const before = shown(user);
    const record = { action: 'user.update', objectKind: 'user', objectId: id, before, after: { ...before, ...change } };
    const outcome = await context.store.people.updateUser(id, change, auditOf(context, record));
    switch (outcome.kind) {
      case 'updated':
        return ok(null);
      case 'not-found':
        return refuse(notFound('user', id));
      case 'last-administrator':
        return refuse({ kind: 'last-administrator', id });
      default:
        return outcome satisfies never;
    }
  },
});
