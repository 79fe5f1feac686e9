import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';

export const DeleteRota = z.strictObject({ id: Id });

/** Takes a rota away. Steps that name it then reach nobody, which is shown as a warning. */
export const deleteRota = defineVerb({
  action: 'rota.edit',
  input: DeleteRota,
  run: async (context, { id }): Promise<Result<null, NotFound>> => {
    const record = auditOf(context, { action: 'rota.delete', objectKind: 'rota', objectId: id });
    return (await context.store.notify.deleteRota(id, record)) ? ok(null) : refuse(notFound('rota', id));
  },
});
