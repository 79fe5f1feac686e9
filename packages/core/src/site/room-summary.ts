import { type Alarm, alarmState } from '../alarm/alarm.ts';
import type { PointState } from '../point/point.ts';
import { type Priority, priorities, type Quantity } from '../quantity/define.ts';
import { stateGravity } from '../quantity/state-by-wire.ts';
import type { Instant } from '../reading/reading.ts';
import type { Location } from './location.ts';
import type { ModelPoint, SiteModel } from './site-model.ts';

/** How a room stands. `unknown` outranks `normal`: nothing is calm because nothing is known. */
export type RoomCondition =
  | { readonly kind: 'alarm'; readonly priority: Priority; readonly isAcknowledged: boolean }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'normal' }
  | { readonly kind: 'empty' };

/** The worst value of one kind in a room, and how much of the kind is known. */
export interface RoomFact {
  readonly kind: FactKind;
  readonly pointId: number | null;
  /** In the unit of the point's quantity; null when no point of the kind is fresh and believable. */
  readonly value: number | null;
  readonly observedAt: Instant | null;
  readonly known: number;
  readonly total: number;
}

export interface RoomSummary {
  readonly location: Location;
  readonly condition: RoomCondition;
  readonly openAlarms: number;
  readonly unacknowledged: number;
  readonly points: number;
  readonly fresh: number;
  readonly facts: readonly RoomFact[];
}

/** Kinds of facts a room is judged by at a glance, in the order they are shown; `worst` picks among several points. */
const factKinds = [
  { kind: 'fire', quantities: ['fire-panel', 'smoke'], worst: 'highest' },
  { kind: 'suppression', quantities: ['suppression'], worst: 'highest' },
  { kind: 'leak', quantities: ['leak', 'leak-rope'], worst: 'highest' },
  { kind: 'hydrogen', quantities: ['hydrogen'], worst: 'highest' },
  { kind: 'inlet', quantities: ['inlet-temperature'], worst: 'highest' },
  {
    kind: 'temperature',
    quantities: ['battery-room-temperature', 'ups-room-temperature', 'room-temperature', 'temperature'],
    worst: 'highest',
  },
  { kind: 'dew-point', quantities: ['dew-point'], worst: 'highest' },
  { kind: 'humidity', quantities: ['relative-humidity'], worst: 'highest' },
  { kind: 'oxygen', quantities: ['oxygen', 'oxygen-hypoxic'], worst: 'lowest' },
  { kind: 'ups', quantities: ['ups-state'], worst: 'highest' },
  { kind: 'fuel', quantities: ['fuel-level'], worst: 'lowest' },
] as const;
export type FactKind = (typeof factKinds)[number]['kind'];

/** A state that may be shown as the present: good or uncertain, and heard of within the point's stale time. */
export const isCurrent = (
  point: ModelPoint,
  state: PointState | undefined,
  now: Instant,
): state is PointState & { value: number } =>
  state !== undefined &&
  state.value !== null &&
  state.quality.level !== 'bad' &&
  now - state.receivedAt <= point.staleSeconds * 1000;

/** What a summary is made from. The catalogue comes as an argument: a screen that is read from afar does not carry all of it. */
export interface RoomPresent {
  readonly states: ReadonlyMap<number, PointState>;
  readonly alarms: readonly Alarm[];
  readonly quantities: ReadonlyMap<string, Quantity>;
}

type RoomLive = Pick<RoomPresent, 'states' | 'quantities'> & { readonly now: Instant };

/** The present of a site, room by room, the most troubled first. */
export function summariseRooms(model: SiteModel, live: RoomPresent, now: Instant): readonly RoomSummary[] {
  const pointsByRoom = groupByRoom(model);
  const alarmsByRoom = alarmsPerRoom(model, live.alarms);
  return model.locations
    .filter((location) => location.kind === 'room')
    .map((location) =>
      summariseRoom(location, pointsByRoom.get(location.id) ?? [], alarmsByRoom.get(location.id) ?? [], {
        states: live.states,
        quantities: live.quantities,
        now,
      }),
    )
    .sort((a, b) => rank(a.condition) - rank(b.condition) || a.location.sortOrder - b.location.sortOrder);
}

function summariseRoom(location: Location, points: readonly ModelPoint[], alarms: readonly Alarm[], live: RoomLive): RoomSummary {
  const fresh = points.filter((point) => isCurrent(point, live.states.get(point.id), live.now)).length;
  const unacknowledged = alarms.filter((alarm) => !isAnswered(alarm)).length;
  return {
    location,
    condition: conditionOf(points.length, fresh, alarms),
    openAlarms: alarms.length,
    unacknowledged,
    points: points.length,
    fresh,
    facts: factKinds.flatMap((fact) => factOf(fact, points, live)),
  };
}

const isAnswered = (alarm: Alarm) => ['acknowledged', 'latched-acknowledged'].includes(alarmState(alarm));

function conditionOf(points: number, fresh: number, alarms: readonly Alarm[]): RoomCondition {
  const worst = [...alarms].sort(
    (a, b) => priorities.indexOf(a.priority) - priorities.indexOf(b.priority) || Number(isAnswered(a)) - Number(isAnswered(b)),
  )[0];
  if (worst) return { kind: 'alarm', priority: worst.priority, isAcknowledged: isAnswered(worst) };
  if (points === 0) return { kind: 'empty' };
  return fresh < points ? { kind: 'unknown' } : { kind: 'normal' };
}

function factOf(fact: (typeof factKinds)[number], points: readonly ModelPoint[], live: RoomLive): readonly RoomFact[] {
  const quantities: readonly string[] = fact.quantities;
  const members = points.filter((point) => point.quantity !== null && quantities.includes(point.quantity));
  if (members.length === 0) return [];
  let worst: (PointState & { value: number }) | null = null;
  let worstBadness = Number.NEGATIVE_INFINITY;
  let known = 0;
  for (const point of members) {
    const state = live.states.get(point.id);
    if (!isCurrent(point, state, live.now)) continue;
    known += 1;
    const quantity = point.quantity === null ? undefined : live.quantities.get(point.quantity);
    const own = badness(fact.worst, quantity, state.value);
    if (worst === null || own > worstBadness) [worst, worstBadness] = [state, own];
  }
  return [
    {
      kind: fact.kind,
      pointId: worst?.pointId ?? members[0]?.id ?? null,
      value: worst?.value ?? null,
      observedAt: worst?.observedAt ?? null,
      known,
      total: members.length,
    },
  ];
}

/** States are compared by gravity, because their codes say nothing of it. */
function badness(worst: 'highest' | 'lowest', quantity: Quantity | undefined, value: number): number {
  if (quantity?.kind === 'state') return stateGravity(quantity, value);
  return worst === 'highest' ? value : -value;
}

const rank = (condition: RoomCondition): number => {
  if (condition.kind === 'alarm') return priorities.indexOf(condition.priority) * 2 + Number(condition.isAcknowledged);
  return { unknown: 20, normal: 30, empty: 40 }[condition.kind];
};

/** Room of a location: itself, or the room that holds the rack, row or zone. */
export function roomOf(
  model: { readonly locations: readonly Pick<Location, 'id' | 'parentId' | 'kind'>[] },
  locationId: string | null,
): string | null {
  const byId = new Map(model.locations.map((location) => [location.id, location]));
  for (let at = locationId ? byId.get(locationId) : undefined; at; at = at.parentId ? byId.get(at.parentId) : undefined) {
    if (at.kind === 'room') return at.id;
  }
  return null;
}

function roomIndex(model: SiteModel): ReadonlyMap<string, string | null> {
  return new Map(model.locations.map((location) => [location.id, roomOf(model, location.id)]));
}

function groupByRoom(model: SiteModel): ReadonlyMap<string, readonly ModelPoint[]> {
  const rooms = roomIndex(model);
  const grouped = new Map<string, ModelPoint[]>();
  for (const point of model.points) {
    const room = point.status === 'active' && !point.isOccasional && point.locationId ? rooms.get(point.locationId) : null;
    if (!room) continue;
    const list = grouped.get(room);
    if (list) list.push(point);
    else grouped.set(room, [point]);
  }
  return grouped;
}

/** Open alarms that are not withheld, by the room of their point or device. */
function alarmsPerRoom(model: SiteModel, alarms: readonly Alarm[]): ReadonlyMap<string, readonly Alarm[]> {
  const rooms = roomIndex(model);
  const pointPlaces = new Map(model.points.map((point) => [point.id, point.locationId]));
  const devicePlaces = new Map(model.devices.map((device) => [device.id, device.locationId]));
  const grouped = new Map<string, Alarm[]>();
  for (const alarm of alarms) {
    if (alarmState(alarm) === 'normal' || alarm.withheld !== 'none') continue;
    const place =
      alarm.pointId !== null ? pointPlaces.get(alarm.pointId) : alarm.deviceId !== null ? devicePlaces.get(alarm.deviceId) : null;
    const room = place ? rooms.get(place) : null;
    if (!room) continue;
    const list = grouped.get(room);
    if (list) list.push(alarm);
    else grouped.set(room, [alarm]);
  }
  return grouped;
}
