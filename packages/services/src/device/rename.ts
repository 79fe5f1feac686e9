import { ok, type Result, refuse } from '@wachter/core';
import { z } from 'zod';
import { auditOf } from '../context.ts';
import { defineVerb } from '../define-verb.ts';
import { DeviceId, Name } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';

export const RenameDevice = z.strictObject({ id: DeviceId, name: Name });

/** Changes what people call it. What it is called on the wire is not ours to change. */
export const renameDevice = defineVerb({
  action: 'device.edit',
  input: RenameDevice,
  run: (context, { id, name }): Promise<Result<{ readonly name: string }, NotFound>> =>
    context.store.site.transaction(async (tx) => {
      const device = await tx.device(id);
      if (!device) return refuse(notFound('device', id));
      await tx.putDevice({ ...device, name });
      const change = { before: { name: device.name }, after: { name } };
      await tx.audit(auditOf(context, { action: 'device.rename', objectKind: 'device', objectId: id, ...change }));
      return ok({ name });
    }),
});
