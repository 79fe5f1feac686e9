import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';

export const RevokeToken = z.strictObject({ id: Id });

/** Acts on the next request that uses it. Unknown and already revoked are the same to the caller. */
export const revokeToken = defineVerb({
  action: 'token.manage',
  input: RevokeToken,
  run: async (context, { id }): Promise<Result<null, NotFound>> => {
    const record = auditOf(context, { action: 'token.revoke', objectKind: 'token', objectId: id });
    return (await context.store.people.revokeToken(id, context.now(), record)) ? ok(null) : refuse(notFound('token', id));
  },
});
