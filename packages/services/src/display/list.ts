import { ok, type Result } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import type { Display } from '../ports/people-store.ts';

export const ListDisplays = z.strictObject({});

/** Wall displays with their last contact. */
export const listDisplays = defineVerb({
  action: 'display.read',
  input: ListDisplays,
  run: async (context): Promise<Result<readonly Display[], never>> => ok(await context.store.people.displays()),
});
