import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { roles } from '../access/actor.ts';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Email, Name } from '../fields.ts';
import { oneTimePassword } from './one-time-password.ts';

export const AddUser = z.strictObject({ name: Name, email: Email, role: z.enum(roles) });

export interface AddedUser {
  readonly id: string;
  readonly email: string;
  /** Shown once; must be changed at first login. */
  readonly oneTimePassword: string;
}

export type AddUserRefusal = { readonly kind: 'email-taken'; readonly email: string };

export const addUser = defineVerb({
  action: 'user.manage',
  input: AddUser,
  run: async (context, { name, email, role }): Promise<Result<AddedUser, AddUserRefusal>> => {
    const password = oneTimePassword(context.crypto);
    const id = context.newId();
    const user = { id, name, email, role, mustChangePassword: true, now: context.now() };
    const outcome = await context.store.people.createUser(
      { ...user, passwordHash: await context.hashPassword(password) },
      auditOf(context, { action: 'user.add', objectKind: 'user', objectId: id, after: { name, email, role } }),
    );
    return outcome.kind === 'created' ? ok({ id, email, oneTimePassword: password }) : refuse({ kind: 'email-taken', email });
  },
});
