import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { type NotFound, notFound } from '../refusal.ts';
import { oneTimePassword } from './one-time-password.ts';

export const ResetPassword = z.strictObject({ id: z.string().min(1).max(100) });

/** A new one-time password; all sessions of the user end. Nobody, an administrator neither, chooses or reads a password. */
export const resetPassword = defineVerb({
  action: 'user.manage',
  input: ResetPassword,
  run: async (context, { id }): Promise<Result<{ readonly oneTimePassword: string }, NotFound>> => {
    const user = (await context.store.people.users()).find((row) => row.id === id);
    if (!user) return refuse(notFound('user', id));
    const password = oneTimePassword(context.crypto);
    const record = auditOf(context, { action: 'user.reset-password', objectKind: 'user', objectId: id });
    await context.store.people.setPassword(id, await context.hashPassword(password), true, record);
    return ok({ oneTimePassword: password });
  },
});
