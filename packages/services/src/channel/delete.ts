import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { isNamedInSteps, type NamedInSteps } from '../oncall/named-in-steps.ts';
import { type NotFound, notFound } from '../refusal.ts';

export const DeleteChannel = z.strictObject({ id: Id });

/** Takes a channel away, with the contacts that went by it. What is still owed by it is given up with that reason. */
export const deleteChannel = defineVerb({
  action: 'channel.edit',
  input: DeleteChannel,
  run: async (context, { id }): Promise<Result<null, NotFound | NamedInSteps>> => {
    if (isNamedInSteps(await context.store.notify.policies(), 'channel', id)) return refuse({ kind: 'named-in-steps' });
    const record = auditOf(context, { action: 'channel.delete', objectKind: 'channel', objectId: id });
    return (await context.store.notify.deleteChannel(id, record)) ? ok(null) : refuse(notFound('channel', id));
  },
});
