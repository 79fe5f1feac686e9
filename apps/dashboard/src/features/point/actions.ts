'use server';
import type { Alarm } from '@wachter/core';
import { listAlarms } from '@wachter/services/alarm/list';
import { type EditPoint, editPoint } from '@wachter/services/point/edit';
import { retirePoint } from '@wachter/services/point/retire';
import type { z } from 'zod';
import { actionContext } from '../../server/context.ts';
import { readBuckets } from '../../server/reads/history.ts';
import { refreshed } from '../../server/refreshed.ts';
import type { HistoryBucket } from './history-view.ts';

export interface History {
  readonly bucketSeconds: number;
  readonly buckets: readonly (HistoryBucket & { readonly goodSeconds: number })[];
  readonly alarms: readonly Alarm[];
}

interface HistoryQuestion {
  readonly pointId: number;
  readonly from: number;
  readonly to: number;
  /** At most this many buckets: what the chart has pixels for. */
  readonly count: number;
}

/** A stretch of a point's history with the alarms that began in it; null when it may not be seen. */
export async function readHistory({ pointId, from, to, count }: HistoryQuestion): Promise<History | null> {
  const context = await actionContext();
  const history = await readBuckets(context, { pointId, from, to, count: Math.min(2_000, Math.max(10, Math.trunc(count))) });
  if (!history.ok) return null;
  const alarms = await listAlarms(context, { pointId, from: Math.max(0, Math.trunc(from)), to: Math.trunc(to), limit: 200 });
  return { ...history.value, alarms: alarms.ok ? alarms.value.alarms : [] };
}

export async function changePoint(input: z.input<typeof EditPoint>) {
  const context = await actionContext();
  return refreshed(await editPoint(context, input), '/points');
}

export async function takePointOut(id: number) {
  const context = await actionContext();
  return refreshed(await retirePoint(context, { id }), '/points', '/');
}
