import { hasRun, type Instant, ok, type Result } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';

export const ReadLastTest = z.strictObject({ siteId: Id });

/** Older runs than these are not looked at. */
const RUNS = 100;

/** When the last run of a genset began that was a test; null without one. No more than the points of the set tell. */
export const readLastTest = defineVerb({
  action: 'point.read',
  input: ReadLastTest,
  siteOf: (input) => input.siteId,
  run: async ({ store }, { siteId }): Promise<Result<Instant | null, never>> => {
    const runs = await store.power.runs({ siteId, limit: RUNS });
    return ok(runs.find(({ record }) => record.kind === 'test' && record.sets.some(hasRun))?.record.startedAt ?? null);
  },
});
