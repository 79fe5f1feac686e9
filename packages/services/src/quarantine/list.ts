import { ok, type Result } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { DeviceId } from '../fields.ts';
import type { QuarantineRow } from '../ports/quarantine-store.ts';

/** `beforeId` is the id of the last row of the page before. */
export const ListQuarantine = z.strictObject({
  deviceId: DeviceId.optional(),
  kind: z.string().max(60).optional(),
  beforeId: z.number().int().positive().optional(),
  limit: z.number().int().min(1).max(500).default(100),
});

/** Messages that could not be used, newest first, with the reason and the first of their bytes. */
export const listQuarantine = defineVerb({
  action: 'quarantine.read',
  input: ListQuarantine,
  run: async (context, filter): Promise<Result<readonly QuarantineRow[], never>> =>
    ok(await context.store.quarantine.list(filter)),
});
