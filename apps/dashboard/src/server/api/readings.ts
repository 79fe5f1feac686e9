import { ok, type Reading } from '@wachter/core';
import { z } from 'zod';
import { readBuckets, readRaw } from '../reads/history.ts';
import { defineEndpoint } from './define-endpoint.ts';
import { instantOf, Next, noBody, PointId, QualityField, Time, time } from './fields.ts';

const ReadingField = z.object({
  at: Time.describe('Source time.'),
  receivedAt: Time,
  value: z.number(),
  quality: QualityField,
  original: z
    .object({ value: z.number(), unit: z.string() })
    .nullable()
    .describe('What the device said, where it was converted.'),
});

const BucketField = z.object({
  at: Time,
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
  mean: z.number().nullable(),
  count: z.number(),
  badCount: z.number(),
  goodSeconds: z.number().describe('Seconds of the bucket covered by good values.'),
});

const readingField = (reading: Reading): z.input<typeof ReadingField> => ({
  at: time(reading.observedAt),
  receivedAt: time(reading.receivedAt),
  value: reading.value,
  quality: { level: reading.quality.level, reason: reading.quality.reason },
  original: reading.original ?? null,
});

export const readings = defineEndpoint({
  id: 'listReadings',
  method: 'GET',
  path: '/points/{id}/readings',
  summary: 'History of a point: as it came, oldest first, or in at most `buckets` equal pieces. Nulls are gaps.',
  scope: 'read:readings',
  params: z.object({ id: PointId }),
  query: z.object({
    from: Time,
    to: Time,
    buckets: z.coerce.number().int().min(1).max(5000).optional(),
    cursor: Time.optional().describe('Only for readings as they came.'),
    limit: z.coerce.number().int().min(1).max(10_000).default(1000),
  }),
  body: noBody,
  answer: z.union([
    z.object({ kind: z.literal('raw'), readings: z.array(ReadingField), next: Next }),
    z.object({ kind: z.literal('buckets'), bucketSeconds: z.number(), buckets: z.array(BucketField) }),
  ]),
  run: async (context, { params: { id }, query }) => {
    const [from, to] = [instantOf(query.from), instantOf(query.to)];
    if (query.buckets !== undefined) {
      const found = await readBuckets(context, { pointId: id, from, to, count: query.buckets });
      if (!found.ok) return found;
      const { bucketSeconds, buckets } = found.value;
      return ok({
        kind: 'buckets' as const,
        bucketSeconds,
        buckets: buckets.map(({ startsAt, ...rest }) => ({ at: time(startsAt), ...rest })),
      });
    }
    const start = query.cursor === undefined ? from : Math.max(from, instantOf(query.cursor));
    const found = await readRaw(context, { pointId: id, from: start, to, limit: query.limit + 1 });
    if (!found.ok) return found;
    const more = found.value[query.limit];
    return ok({
      kind: 'raw' as const,
      readings: found.value.slice(0, query.limit).map(readingField),
      next: more ? time(more.observedAt) : null,
    });
  },
});
