import { type Instant, ok, type Reading, refuse } from '@wachter/core';
import type { Context } from '@wachter/services/context';
import type { Bucket } from '@wachter/services/ports/history-store';
import { invalid, notFound } from '@wachter/services/refusal';
import { mayRead, type Read } from './read.ts';

export interface Period {
  /** Source time, half open. */
  readonly from: Instant;
  readonly to: Instant;
}

const longestMs = 11 * 366 * 86_400_000;
const mostBuckets = 5_000;
const mostRaw = 50_000;

async function allowed(context: Context, pointId: number, period: Period): Promise<Read<null>> {
  const point = Number.isSafeInteger(pointId) ? await context.store.site.point(pointId) : null;
  if (!point) return refuse(notFound('point', pointId));
  const may = mayRead(context, 'reading.read', { kind: 'reading', id: pointId, siteId: point.siteId });
  if (!may.ok) return may;
  if (!(period.to > period.from)) return refuse(invalid('to', 'must be later than from'));
  return period.to - period.from > longestMs ? refuse(invalid('from', 'is more than eleven years before to')) : ok(null);
}

/** At most `count` buckets with lowest, highest and mean; nulls where nothing was measured. */
export async function readBuckets(
  context: Context,
  what: Period & { readonly pointId: number; readonly count: number },
): Promise<Read<{ readonly bucketSeconds: number; readonly buckets: readonly Bucket[] }>> {
  const may = await allowed(context, what.pointId, what);
  if (!may.ok) return may;
  const count = Math.min(mostBuckets, Math.max(1, Math.floor(what.count)));
  return ok(await context.store.history.buckets(what.pointId, what.from, what.to, count));
}

/** Stored readings as they came, oldest first, at most `limit`. */
export async function readRaw(
  context: Context,
  what: Period & { readonly pointId: number; readonly limit: number },
): Promise<Read<readonly Reading[]>> {
  const may = await allowed(context, what.pointId, what);
  if (!may.ok) return may;
  const limit = Math.min(mostRaw, Math.max(1, Math.floor(what.limit)));
  return ok(await context.store.history.raw(what.pointId, what.from, what.to, limit));
}

/** Trends of several points at once, for lists. Points the actor may not see are left out. */
export async function readSparklines(
  context: Context,
  what: Period & { readonly pointIds: readonly number[]; readonly count: number },
): Promise<Read<ReadonlyMap<number, readonly Bucket[]>>> {
  const siteId = context.actor.kind === 'display' ? context.actor.siteId : null;
  const may = mayRead(context, 'reading.read', { kind: 'reading', siteId });
  if (!may.ok) return may;
  const asked = what.pointIds.slice(0, 2_000);
  const mine = siteId === null ? asked : await ofSite(context, siteId, asked);
  return ok(await context.store.history.sparklines(mine, what.from, what.to, Math.min(200, what.count)));
}

async function ofSite(context: Context, siteId: string, pointIds: readonly number[]): Promise<readonly number[]> {
  const known = new Set((await context.store.site.points({ siteId })).map((point) => point.id));
  return pointIds.filter((id) => known.has(id));
}
