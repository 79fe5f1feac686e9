import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { DeviceId } from '../fields.ts';
import { setStatus } from './set-status.ts';

export const BlockDevice = z.strictObject({ id: DeviceId });

/** It may not connect any more: its credential ends in the same transaction. A device behind a gateway is refused by the ingestor only. */
export const blockDevice = defineVerb({
  action: 'device.block',
  input: BlockDevice,
  run: (context, { id }) => setStatus(context, id, 'blocked'),
});
