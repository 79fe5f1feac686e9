import {
  type BatteryLife,
  type BatteryString,
  batteryLife,
  type Equipment,
  type Instant,
  ok,
  type Point,
  type Result,
  upsPlate,
} from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import type { Store } from '../ports/store.ts';

export const ListBatteries = z.strictObject({ siteId: Id.optional() });

/** A string of a UPS; `number` counts from one within it. */
export interface ListedString {
  readonly ups: Pick<Equipment, 'id' | 'name' | 'siteId'>;
  readonly number: number;
  readonly string: BatteryString;
  readonly life: BatteryLife;
}

/** Battery strings of every UPS whose nameplate names them, those to be replaced first, then by their end. */
export const listBatteries = defineVerb({
  action: 'equipment.read',
  input: ListBatteries,
  siteOf: (input) => input.siteId,
  run: async ({ store, now }, { siteId }): Promise<Result<readonly ListedString[], never>> =>
    ok(await batteriesOf(store, { siteId, now: now() })),
});

/** Means of four hours: the finest that storage keeps for the life of a battery. */
const SPAN_MS = 4 * 3_600_000;

/** The same for whoever watches over them. */
export async function batteriesOf(
  store: Pick<Store, 'site' | 'history'>,
  { siteId, now }: { readonly siteId?: string | undefined; readonly now: Instant },
): Promise<readonly ListedString[]> {
  const [equipment, points] = [await store.site.equipment(siteId), await store.site.points({ status: 'active' })];
  const found: ListedString[] = [];
  for (const ups of equipment) {
    const strings = upsPlate.of(ups)?.strings ?? [];
    for (const [index, string] of strings.entries()) {
      const spans = await warmthSince(store, thermometerOf(ups, points), { from: Date.parse(string.installedOn), now });
      found.push({ ups, number: index + 1, string, life: batteryLife(string, spans, now) });
    }
  }
  return found.toSorted(
    (a, b) => Number(b.life.replace.length > 0) - Number(a.life.replace.length > 0) || a.life.endsAt - b.life.endsAt,
  );
}

const thermometerOf = (ups: Equipment, points: readonly Point[]): Point | null =>
  points.find(({ equipmentId, quantity }) => equipmentId === ups.id && quantity === 'battery-temperature') ?? null;

async function warmthSince(
  store: Pick<Store, 'history'>,
  point: Point | null,
  { from, now }: { readonly from: Instant; readonly now: Instant },
) {
  if (!point || from >= now) return [];
  const { buckets } = await store.history.buckets(point.id, from, now, Math.ceil((now - from) / SPAN_MS));
  return buckets;
}
