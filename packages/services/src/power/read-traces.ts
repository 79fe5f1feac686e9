import { ok, type Result, refuse, type Trace } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id, Moment } from '../fields.ts';
import { type Invalid, invalid } from '../refusal.ts';
import { runPointsOf, tracesOf } from './traces.ts';

const MOST_POINTS = 40;
const LONGEST_MS = 31 * 86_400_000;

/** Source time, half open. Points that do not measure equipment of the site are left out. */
export const ReadTraces = z.strictObject({
  siteId: Id,
  pointIds: z.array(z.number().int().positive()).max(MOST_POINTS),
  from: Moment,
  to: Moment,
});

/** What equipment of a supply measured in a stretch of time of at most a month, ready to be drawn as lines. */
export const readTraces = defineVerb({
  action: 'reading.read',
  input: ReadTraces,
  siteOf: (input) => input.siteId,
  run: async ({ store }, { siteId, pointIds, from, to }): Promise<Result<readonly Trace[], Invalid>> => {
    if (to <= from) return refuse(invalid('to', 'must be later than from'));
    if (to - from > LONGEST_MS) return refuse(invalid('from', 'is more than a month before to'));
    const asked = new Set(pointIds);
    const points = (await runPointsOf(store, siteId)).filter(({ id }) => asked.has(id));
    return ok(await tracesOf(store, points, { from, to }));
  },
});
