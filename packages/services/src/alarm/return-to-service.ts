import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { endWithholding } from './end-withholding.ts';

/** `id` of the withholding. */
export const ReturnToService = z.strictObject({ id: Id });

/** It works again and is watched again; what still holds comes back unacknowledged. */
export const returnToService = defineVerb({
  action: 'alarm.out-of-service',
  input: ReturnToService,
  run: (context, { id }) => endWithholding(context, { id, kind: 'out-of-service', action: 'alarm.return-to-service' }),
});
