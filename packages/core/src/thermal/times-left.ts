import type { PointState } from '../point/point.ts';
import { fuelHours } from '../power/one-line/fuel.ts';
import { powerThings, stateOn, valueOn } from '../power/one-line/thing.ts';
import type { Quantity } from '../quantity/define.ts';
import type { Instant } from '../reading/reading.ts';
import type { Location } from '../site/location.ts';
import { isCurrent } from '../site/room-summary.ts';
import type { ModelPoint, SiteModel } from '../site/site-model.ts';
import { envelopeOf } from '../site/thermal.ts';
import { heatParts } from './heat-room.ts';
import { isCoolingLost, type RoomCoolingState, roomCoolingByCode } from './stored.ts';

/** How it stands with a room whose minutes are counted. `state` null: not known now. `band` in minutes, counted down to now; null where none is said. */
export interface RoomTime {
  readonly kind: 'room';
  readonly room: Pick<Location, 'id' | 'slug' | 'name'>;
  readonly state: RoomCoolingState | null;
  readonly band: { readonly earliest: number; readonly latest: number } | null;
  readonly limitC: number;
  /** Since when the limit is exceeded. */
  readonly exceededSince: Instant | null;
}

/** A UPS that lives on its battery, with the minutes that it says of itself. */
export interface UpsTime {
  readonly kind: 'ups';
  readonly name: string;
  readonly minutes: number;
}

/** The fuel of the gensets, at what they carry now. */
export interface FuelTime {
  readonly kind: 'fuel';
  readonly hours: number;
}

/** Something that runs out. */
export type TimeLeft = RoomTime | UpsTime | FuelTime;

/** A site as it is now. */
export interface TimeScene {
  readonly model: SiteModel;
  readonly states: ReadonlyMap<number, PointState>;
  readonly quantities: ReadonlyMap<string, Quantity>;
}

type States = ReadonlyMap<number, PointState>;
const MINUTE = 60_000;

/** Every room whose minutes are counted, by the order of the site. */
export function roomTimes({ locations, points }: SiteModel, states: States, now: Instant): readonly RoomTime[] {
  const own = points.filter(
    ({ status, quantity }) => status === 'active' && Object.values<string | null>(heatParts).includes(quantity),
  );
  return locations
    .filter(({ kind }) => kind === 'room')
    .toSorted((a, b) => a.sortOrder - b.sortOrder)
    .flatMap((room): readonly RoomTime[] => {
      const { thermalClass, id, slug, name } = room;
      const partOf = (quantity: string) => own.find((point) => point.locationId === id && point.quantity === quantity);
      const holder = partOf(heatParts.state);
      if (!holder || thermalClass === null) return [];
      const code = currentOf(holder, states, now)?.value ?? null;
      const state = code === null ? null : roomCoolingByCode(code);
      const [earliest, latest] = [partOf(heatParts.earliest), partOf(heatParts.latest)].map((part) =>
        currentOf(part, states, now),
      );
      const limitC = envelopeOf(thermalClass, 'allowable').temperature[1];
      const isOver = state === 'exceeded' && earliest;
      return [
        {
          ...{ kind: 'room', room: { id, slug, name }, state, limitC },
          band:
            earliest && latest && (state === 'counting' || state === 'kept') ? bandAt(state, { earliest, latest, now }) : null,
          exceededSince: isOver ? earliest.observedAt + earliest.value * MINUTE : null,
        },
      ];
    });
}

type Current = PointState & { readonly value: number };

function currentOf(point: ModelPoint | undefined, states: States, now: Instant): Current | null {
  const state = point && states.get(point.id);
  return point && isCurrent(point, state, now) ? state : null;
}

/** While cooling is lost the time since the value was written is gone, too. */
function bandAt(
  state: RoomCoolingState,
  { earliest, latest, now }: { readonly earliest: Current; readonly latest: Current; readonly now: Instant },
): RoomTime['band'] {
  const left = ({ value, observedAt }: Current) =>
    Math.max(0, state === 'counting' ? value - Math.max(0, now - observedAt) / MINUTE : value);
  return { earliest: left(earliest), latest: Math.max(left(earliest), left(latest)) };
}

/** What runs out of the power path: batteries that are discharged, and the fuel while a set carries load. */
function powerTimes({ model, states, quantities }: TimeScene, now: Instant): readonly TimeLeft[] {
  const things = powerThings({ equipment: model.equipment, points: model.points, states, quantities }, now);
  const batteries = things.flatMap((thing): readonly UpsTime[] => {
    const state = thing.kind === 'ups' ? stateOn(thing, 'ups-state') : null;
    const seconds = valueOn(thing, 'battery-runtime');
    return seconds !== null && (state === 'on_battery' || state === 'low_battery')
      ? [{ kind: 'ups', name: thing.name, minutes: seconds / 60 }]
      : [];
  });
  const isOnSets = things.some((thing) => thing.kind === 'genset' && stateOn(thing, 'engine-state') === 'loaded');
  const fuel = isOnSets ? fuelHours(things) : null;
  return [...batteries, ...(fuel?.kind === 'known' ? [{ kind: 'fuel' as const, hours: fuel.hours }] : [])];
}

/** Minutes by which what runs out is ordered: a limit that is exceeded comes first, a loss without a time before those with one. */
const urgency = (time: TimeLeft): number => {
  if (time.kind === 'ups') return time.minutes;
  if (time.kind === 'fuel') return time.hours * 60;
  return time.state === 'exceeded' ? -2 : (time.band?.earliest ?? -1);
};

/** Everything that runs out now, the shortest first; empty when nothing is lost. */
export const runningOut = (scene: TimeScene, now: Instant): readonly TimeLeft[] =>
  [
    ...roomTimes(scene.model, scene.states, now).filter(({ state }) => state !== null && isCoolingLost(state)),
    ...powerTimes(scene, now),
  ].toSorted((a, b) => urgency(a) - urgency(b));
