import { ok, refuse } from '@wachter/core';
import { notFound } from '@wachter/services/refusal';
import { z } from 'zod';
import { readPointPage } from '../reads/point-page.ts';
import { defineEndpoint } from './define-endpoint.ts';
import { noBody, none, PointId } from './fields.ts';
import { PointField, pointField } from './points.ts';

export const point = defineEndpoint({
  id: 'getPoint',
  method: 'GET',
  path: '/points/{id}',
  summary: 'One point with its latest value.',
  scope: 'read:points',
  params: z.object({ id: PointId }),
  query: none,
  body: noBody,
  answer: PointField,
  run: async (context, { params: { id } }) => {
    const page = await readPointPage(context, { afterId: id - 1, limit: 1 });
    if (!page.ok) return page;
    const row = page.value.rows[0];
    return row?.point.id === id ? ok(pointField(row, page.value.serverNow)) : refuse(notFound('point', id));
  },
});
