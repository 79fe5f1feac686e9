import type { PointState } from '../../point/point.ts';
import type { Quantity } from '../../quantity/define.ts';
import { stateIdOf } from '../../quantity/state-by-wire.ts';
import { freshness } from '../../reading/freshness.ts';
import type { Instant } from '../../reading/reading.ts';
import type { Equipment, EquipmentKind } from '../../site/location.ts';
import type { ModelPoint } from '../../site/site-model.ts';

/** What one point of equipment says. `value` and `state` (its id) are null where nothing speaks for the present: a stale or bad value tells nothing of now. */
export interface PowerReading {
  readonly pointId: number;
  readonly quantity: string;
  readonly value: number | null;
  readonly state: string | null;
}

/** Equipment of the power path with what its points say. */
export interface PowerThing extends Pick<Equipment, 'id' | 'kind' | 'name' | 'fedBy' | 'rating'> {
  readonly readings: readonly PowerReading[];
}

/** What every site has of power, whether or not somebody joined it. */
const ofPower: ReadonlySet<EquipmentKind> = new Set(['mains', 'switchgear', 'ats', 'genset', 'fuel-tank', 'ups', 'pdu', 'load']);

export interface PowerPresent {
  readonly equipment: readonly Equipment[];
  readonly points: readonly Pick<ModelPoint, 'id' | 'equipmentId' | 'quantity' | 'staleSeconds'>[];
  readonly states: ReadonlyMap<number, PointState>;
  readonly quantities: ReadonlyMap<string, Quantity>;
}

/** The power path of a site as it is now: its kinds of equipment, and whatever is joined to them. */
export function powerThings(present: PowerPresent, now: Instant): readonly PowerThing[] {
  const feeding = new Set(present.equipment.flatMap(({ fedBy }) => fedBy));
  const shown = present.equipment.filter(({ id, kind, fedBy }) => ofPower.has(kind) || fedBy.length > 0 || feeding.has(id));
  const readings = new Map<string, PowerReading[]>(shown.map(({ id }) => [id, []]));
  for (const { id: pointId, equipmentId, quantity, staleSeconds } of present.points) {
    const list = equipmentId === null ? undefined : readings.get(equipmentId);
    if (!list || quantity === null) continue;
    const state = present.states.get(pointId);
    const speaks = freshness(state, now, staleSeconds).kind === 'fresh' && state?.quality.level !== 'bad';
    const value = speaks ? (state?.value ?? null) : null;
    const entry = present.quantities.get(quantity);
    list.push({ pointId, quantity, value, state: value === null || !entry ? null : stateIdOf(entry, value) });
  }
  return shown.map(({ id, kind, name, fedBy, rating }) => ({ id, kind, name, fedBy, rating, readings: readings.get(id) ?? [] }));
}

const on = (thing: PowerThing, quantity: string): PowerReading | undefined =>
  thing.readings.find((reading) => reading.quantity === quantity && reading.value !== null);

/** The value of a quantity on a thing; null when none speaks for the present. */
export const valueOn = (thing: PowerThing, quantity: string): number | null => on(thing, quantity)?.value ?? null;

/** The same as the id of a state. */
export const stateOn = (thing: PowerThing, quantity: string): string | null => on(thing, quantity)?.state ?? null;

/** Does the thing have a point of this quantity, whatever it says? */
export const measures = (thing: PowerThing, quantity: string): boolean =>
  thing.readings.some((reading) => reading.quantity === quantity);
