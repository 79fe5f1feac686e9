import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { endWithholding } from './end-withholding.ts';

/** `id` of the withholding. */
export const UnshelveAlarm = z.strictObject({ id: Id });

/** People are told again; what still holds comes back unacknowledged. */
export const unshelveAlarm = defineVerb({
  action: 'alarm.shelve',
  input: UnshelveAlarm,
  run: (context, { id }) => endWithholding(context, { id, kind: 'shelved', action: 'alarm.unshelve' }),
});
