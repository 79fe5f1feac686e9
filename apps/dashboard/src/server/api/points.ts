import { type Instant, ok, type PointState } from '@wachter/core';
import { quantityById } from '@wachter/core/quantity/index';
import { freshness } from '@wachter/core/reading/freshness';
import { z } from 'zod';
import { type PointRow, readPointPage } from '../reads/point-page.ts';
import { defineEndpoint } from './define-endpoint.ts';
import { Limit, Next, noBody, none, PointId, QualityField, Time, time } from './fields.ts';

const LastField = z.object({
  value: z.number().nullable(),
  state: z.string().nullable().describe('Id of the state, for points whose quantity has states.'),
  quality: QualityField,
  observedAt: Time,
  receivedAt: Time,
  ageSeconds: z.number(),
  isStale: z.boolean(),
});

export const PointField = z.object({
  id: z.number(),
  tag: z.string(),
  name: z.string(),
  siteId: z.string().nullable(),
  locationId: z.string().nullable(),
  equipmentId: z.string().nullable(),
  deviceId: z.string().nullable(),
  channel: z.string().nullable(),
  quantity: z.string().nullable(),
  unit: z.string().nullable(),
  status: z.enum(['new', 'active', 'retired']),
  intervalSeconds: z.number(),
  staleSeconds: z.number(),
  last: LastField.nullable(),
});

const lastOf = (state: PointState | null, row: PointRow, now: Instant): z.input<typeof LastField> | null => {
  if (!state) return null;
  const quantity = row.point.quantity === null ? null : quantityById(row.point.quantity);
  const fresh = freshness(state, now, row.point.staleSeconds);
  return {
    value: state.value,
    state: quantity?.states?.find((one) => one.code === state.value)?.id ?? null,
    quality: { level: state.quality.level, reason: state.quality.reason },
    observedAt: time(state.observedAt),
    receivedAt: time(state.receivedAt),
    ageSeconds: Math.round((fresh.ageSeconds ?? 0) * 10) / 10,
    isStale: fresh.kind === 'stale',
  };
};

export const pointField = (row: PointRow, now: Instant): z.input<typeof PointField> => {
  const { point } = row;
  return {
    id: point.id,
    tag: point.tag,
    name: point.name,
    siteId: point.siteId,
    locationId: point.locationId,
    equipmentId: point.equipmentId,
    deviceId: point.deviceId,
    channel: point.channel,
    quantity: point.quantity,
    unit: point.quantity === null ? null : (quantityById(point.quantity)?.unit ?? null),
    status: point.status,
    intervalSeconds: point.intervalSeconds,
    staleSeconds: point.staleSeconds,
    last: lastOf(row.state, row, now),
  };
};

export const points = defineEndpoint({
  id: 'listPoints',
  method: 'GET',
  path: '/points',
  summary: 'Points with their latest value, its unit, age and quality, by id.',
  scope: 'read:points',
  params: none,
  query: z.object({
    siteId: z.uuid().optional(),
    locationId: z.uuid().optional(),
    deviceId: z.string().max(200).optional(),
    status: PointField.shape.status.optional(),
    tag: z.string().max(200).optional(),
    cursor: PointId.optional(),
    limit: Limit,
  }),
  body: noBody,
  answer: z.object({ points: z.array(PointField), serverNow: Time, next: Next }),
  run: async (context, { query: { cursor, limit, ...filter } }) => {
    const page = await readPointPage(context, { ...filter, afterId: cursor, limit });
    if (!page.ok) return page;
    const { rows, hasMore, serverNow } = page.value;
    return ok({
      points: rows.map((row) => pointField(row, serverNow)),
      serverNow: time(serverNow),
      next: hasMore ? String(rows.at(-1)?.point.id ?? '') : null,
    });
  },
});
