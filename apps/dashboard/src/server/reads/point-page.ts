import { type Instant, ok, type Point, type PointState } from '@wachter/core';
import type { Context } from '@wachter/services/context';
import { mayRead, type Read } from './read.ts';

export interface PointRow {
  readonly point: Point;
  readonly state: PointState | null;
}

export interface PointFilter {
  readonly siteId?: string | undefined;
  readonly locationId?: string | undefined;
  readonly deviceId?: string | undefined;
  readonly status?: Point['status'] | undefined;
  readonly tag?: string | undefined;
  readonly afterId?: number | undefined;
  readonly limit: number;
}

/** Points by id with their latest state, page by page; stable while points are added. */
export async function readPointPage(
  context: Context,
  { siteId, locationId, deviceId, status, tag, afterId = 0, limit }: PointFilter,
): Promise<Read<{ readonly rows: readonly PointRow[]; readonly hasMore: boolean; readonly serverNow: Instant }>> {
  const allowed = mayRead(context, 'point.read', { kind: 'point', siteId });
  if (!allowed.ok) return allowed;
  const { site, live } = context.store;
  const [found, present] = await Promise.all([
    tag === undefined
      ? site.points({
          ...(siteId === undefined ? {} : { siteId }),
          ...(locationId === undefined ? {} : { locationId }),
          ...(deviceId === undefined ? {} : { deviceId }),
          ...(status === undefined ? {} : { status }),
        })
      : site.pointByTag(tag).then((point) => (point ? [point] : [])),
    live.snapshot(),
  ]);
  const states = new Map(present.points.map((state) => [state.pointId, state]));
  const after = found.filter((point) => point.id > afterId).sort((a, b) => a.id - b.id);
  const rows = after.slice(0, limit).map((point) => ({ point, state: states.get(point.id) ?? null }));
  return ok({ rows, hasMore: after.length > rows.length, serverNow: present.serverNow });
}
