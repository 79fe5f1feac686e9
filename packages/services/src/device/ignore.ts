import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { DeviceId } from '../fields.ts';
import { setStatus } from './set-status.ts';

export const IgnoreDevice = z.strictObject({ id: DeviceId });

/** Its messages are counted from now on, not stored. It may be approved later. */
export const ignoreDevice = defineVerb({
  action: 'device.ignore',
  input: IgnoreDevice,
  run: (context, { id }) => setStatus(context, id, 'ignored'),
});
