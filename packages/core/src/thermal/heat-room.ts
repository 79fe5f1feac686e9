import type { Point } from '../point/point.ts';
import type { RedundancyGroup } from '../redundancy/group.ts';
import type { Equipment, Location } from '../site/location.ts';
import { roomOf } from '../site/room-summary.ts';
import { envelopeOf } from '../site/thermal.ts';
import { type CoolerPoint, type CoolingPlan, coolerQuantities, coolingPlanOf } from './cooling.ts';

/** A room whose minutes are counted: what to look at, and the points that hold what is found. */
export interface HeatRoom {
  readonly roomId: string;
  readonly siteId: string;
  /** Highest allowable inlet temperature of its class, °C. */
  readonly limitC: number;
  readonly inlets: readonly { readonly pointId: number; readonly staleMs: number }[];
  /** Null without coolers: then nothing is known to be lost. */
  readonly cooling: CoolingPlan | null;
  /** Points that together measure the load of the room, kW; empty when nobody does. */
  readonly powers: readonly number[];
  readonly earliest: number | null;
  readonly latest: number | null;
  readonly state: number | null;
}

/** Quantities of the points that hold the minutes of a room, by what they hold. */
export const heatParts = { earliest: 'minutes-left', latest: 'minutes-left-latest', state: 'room-cooling' } as const;

export interface HeatThings {
  readonly locations: readonly Location[];
  readonly equipment: readonly Pick<Equipment, 'id' | 'kind'>[];
  readonly points: readonly Point[];
}

/** Why minutes of a room cannot be counted. */
export type HeatObstacle = 'no-thermal-class' | 'no-inlets' | 'no-coolers';

/** What a room has to be looked at by, or what it lacks. */
export function heatSourcesOf(
  things: HeatThings,
  room: Location,
): { readonly room: Omit<HeatRoom, keyof typeof heatParts>; readonly lacks: HeatObstacle | null } {
  const kinds = new Map(things.equipment.map(({ id, kind }) => [id, kind]));
  const own = things.points.filter(
    ({ status, siteId, locationId }) => status === 'active' && siteId === room.siteId && roomOf(things, locationId) === room.id,
  );
  const inlets = own
    .filter(({ quantity }) => quantity === 'inlet-temperature')
    .map(({ id, staleSeconds }) => ({ pointId: id, staleMs: staleSeconds * 1000 }));
  const coolers = own.flatMap(({ id, equipmentId, quantity, staleSeconds }): readonly CoolerPoint[] =>
    equipmentId !== null && quantity !== null && coolerQuantities.includes(quantity) && kinds.get(equipmentId) === 'cooler'
      ? [{ pointId: id, equipmentId, quantity, staleMs: staleSeconds * 1000 }]
      : [],
  );
  const cooling = coolingPlanOf(groupOf(own, coolers), coolers);
  const powers = own.filter(
    ({ quantity, equipmentId }) => quantity === 'power' && equipmentId !== null && kinds.get(equipmentId) === 'pdu',
  );
  const limitC = room.thermalClass === null ? Number.NaN : envelopeOf(room.thermalClass, 'allowable').temperature[1];
  return {
    room: { roomId: room.id, siteId: room.siteId, limitC, inlets, cooling, powers: powers.map(({ id }) => id) },
    lacks:
      room.thermalClass === null
        ? 'no-thermal-class'
        : inlets.length === 0
          ? 'no-inlets'
          : cooling === null
            ? 'no-coolers'
            : null,
  };
}

/** The group of the room that counts most of its coolers. */
function groupOf(own: readonly Point[], coolers: readonly CoolerPoint[]): RedundancyGroup | null {
  const known = new Set(coolers.map(({ equipmentId }) => equipmentId));
  const groups = own.flatMap(({ derivedFrom }) => (derivedFrom?.kind === 'redundancy' ? [derivedFrom.group] : []));
  const fitting = groups.filter(({ members }) => members.every(({ kind, id }) => kind === 'equipment' && known.has(id)));
  return fitting.toSorted((a, b) => b.members.length - a.members.length)[0] ?? null;
}

/** Every room that has points for its minutes and everything they need. */
export function heatRoomsOf(things: HeatThings): readonly HeatRoom[] {
  const holders = things.points.filter(({ status, derivedFrom }) => status === 'active' && derivedFrom?.kind === 'minutes-left');
  return things.locations.flatMap((location) => {
    if (location.kind !== 'room') return [];
    const own = holders.filter(({ locationId }) => locationId === location.id);
    if (own.length === 0) return [];
    const { room, lacks } = heatSourcesOf(things, location);
    const holder = (quantity: string) => own.find((point) => point.quantity === quantity)?.id ?? null;
    const parts = { earliest: holder(heatParts.earliest), latest: holder(heatParts.latest), state: holder(heatParts.state) };
    return lacks === null ? [{ ...room, ...parts }] : [];
  });
}
