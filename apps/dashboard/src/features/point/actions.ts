'use server';
import type { Alarm } from '@wachter/core';
import { listAlarms } from '@wachter/services/alarm/list';
import { actionContext } from '../../server/context.ts';
import { readBuckets } from '../../server/reads/history.ts';
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
