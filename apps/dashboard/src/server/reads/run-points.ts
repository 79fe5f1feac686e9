import { ok } from '@wachter/core';
import type { Context } from '@wachter/services/context';
import { mayRead, type Read } from './read.ts';

export interface RunPoint {
  readonly id: number;
  readonly name: string;
  readonly equipmentId: string;
  readonly quantity: string;
}

/** What is measured on equipment of a site, by id of the point. */
export async function readRunPoints(context: Context, siteId: string): Promise<Read<readonly RunPoint[]>> {
  const may = mayRead(context, 'point.read', { kind: 'point', siteId });
  if (!may.ok) return may;
  const points = await context.store.site.points({ siteId });
  return ok(
    points
      .flatMap(({ id, name, equipmentId, quantity, status }) =>
        status === 'active' && equipmentId !== null && quantity !== null ? [{ id, name, equipmentId, quantity }] : [],
      )
      .toSorted((a, b) => a.id - b.id),
  );
}
