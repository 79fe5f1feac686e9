import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';

export const RevokeDisplay = z.strictObject({ id: Id });

/** The screen shows "not authorised" from its next request on. Unknown and already revoked are the same to the caller. */
export const revokeDisplay = defineVerb({
  action: 'display.manage',
  input: RevokeDisplay,
  run: async (context, { id }): Promise<Result<null, NotFound>> => {
    const record = auditOf(context, { action: 'display.revoke', objectKind: 'display', objectId: id });
    return (await context.store.people.revokeDisplay(id, context.now(), record)) ? ok(null) : refuse(notFound('display', id));
  },
});
