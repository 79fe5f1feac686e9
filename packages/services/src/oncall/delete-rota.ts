import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';
import { isNamedInSteps, type NamedInSteps } from './named-in-steps.ts';

export const DeleteRota = z.strictObject({ id: Id });

/** Takes a rota away, unless steps name it. */
export const deleteRota = defineVerb({
  action: 'rota.edit',
  input: DeleteRota,
  run: async (context, { id }): Promise<Result<null, NotFound | NamedInSteps>> => {
    if (isNamedInSteps(await context.store.notify.policies(), 'rota', id)) return refuse({ kind: 'named-in-steps' });
    const record = auditOf(context, { action: 'rota.delete', objectKind: 'rota', objectId: id });
    return (await context.store.notify.deleteRota(id, record)) ? ok(null) : refuse(notFound('rota', id));
  },
});
