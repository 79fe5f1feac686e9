import type { Alarm, Instant, PathHealth, PointState, Priority, RoomFact, RoomSummary, SiteModel } from '@wachter/core';
import { alarmState, withheldAt } from '@wachter/core/alarm/alarm';
import { priorities } from '@wachter/core/quantity/define';
import { roomOf, summariseRooms } from '@wachter/core/site/room-summary';
import type { wall } from '../../i18n/areas/wall.ts';

export interface WallAlarm {
  readonly id: string;
  readonly priority: Priority;
  readonly state: 'new' | 'seen' | 'over';
  readonly raisedAt: Instant;
  readonly place: string;
  readonly sentence: string;
  readonly response: string | null;
}

export interface WallRoom {
  readonly id: string;
  readonly name: string;
  readonly condition: RoomSummary['condition'];
  /** At most two short facts, already in words: "inlet 24.1 °C". */
  readonly facts: readonly string[];
  readonly unknown: string | null;
}

export interface WallView {
  readonly siteName: string;
  readonly headline: string;
  readonly rooms: readonly WallRoom[];
  readonly hiddenRooms: number;
  readonly alarms: readonly WallAlarm[];
  readonly hiddenAlarms: number;
  /** The alarm that takes the stage: the worst unacknowledged one of high or critical priority. */
  readonly stage: WallAlarm | null;
  readonly proofOfLife: string;
}

/** `useTranslations('wall')`, or its like in tests. */
export type WallWords = (key: keyof (typeof wall)['en'], values?: Record<string, string | number>) => string;

export interface WallInput {
  readonly model: SiteModel;
  readonly states: ReadonlyMap<number, PointState>;
  readonly alarms: readonly Alarm[];
  readonly health: PathHealth | null;
  readonly now: Instant;
  readonly words: WallWords;
  readonly room: { readonly lines: number };
  readonly describe: (alarm: Alarm) => string;
  readonly respond: (alarm: Alarm) => string | null;
  /** Value with unit in words, by point. */
  readonly format: (pointId: number, value: number) => string;
}

/** What the wall says at an instant: one answer on top, the worst first, and nothing that does not fit. */
export function wallView(input: WallInput): WallView {
  const rooms = summariseRooms(input.model, { states: input.states, alarms: input.alarms }, input.now).filter(
    (room) => room.condition.kind !== 'empty',
  );
  const alarms = openAlarms(input);
  const stage =
    alarms.find((alarm) => alarm.state === 'new' && (alarm.priority === 'critical' || alarm.priority === 'high')) ?? null;
  const listed = alarms.filter((alarm) => alarm !== stage);
  const alarmPlaces = Math.max(1, Math.floor((input.room.lines - (stage ? 5 : 0)) / 2));
  const shownAlarms = listed.length > alarmPlaces ? listed.slice(0, alarmPlaces - 1) : listed;
  const roomPlaces = Math.max(1, Math.floor(input.room.lines / 2));
  const shownRooms = rooms.length > roomPlaces ? rooms.slice(0, roomPlaces - 1) : rooms;
  const points = rooms.reduce((sum, room) => sum + room.points, 0);
  const fresh = rooms.reduce((sum, room) => sum + room.fresh, 0);
  return {
    siteName: input.model.sites[0]?.name ?? '',
    headline: headline(alarms, points > 0 && fresh < points, input.words),
    rooms: shownRooms.map((room) => wallRoom(room, input)),
    hiddenRooms: rooms.length - shownRooms.length,
    alarms: shownAlarms,
    hiddenAlarms: listed.length - shownAlarms.length,
    stage,
    proofOfLife: input.words('proofOfLife', { fresh, points, readings: input.health?.readingsLastMinute ?? 0 }),
  };
}

function headline(alarms: readonly WallAlarm[], isPartlyUnknown: boolean, words: WallWords): string {
  if (alarms.length === 0) return isPartlyUnknown ? `${words('calm')}, ${words('partlyUnknown')}` : words('calm');
  const unanswered = alarms.filter((alarm) => alarm.state !== 'seen').length;
  const count = words('alarms', { count: alarms.length });
  return unanswered === 0 ? count : `${count} · ${words('newOnes', { count: unanswered })}`;
}

function openAlarms(input: WallInput): readonly WallAlarm[] {
  const names = new Map(input.model.locations.map((location) => [location.id, location.name]));
  const pointPlaces = new Map(input.model.points.map((point) => [point.id, point.locationId]));
  const devicePlaces = new Map(input.model.devices.map((device) => [device.id, device.locationId]));
  const open = input.alarms.filter((alarm) => alarmState(alarm) !== 'normal' && withheldAt(alarm, input.now) === 'none');
  return open
    .map((alarm) => {
      const location =
        (alarm.pointId !== null
          ? pointPlaces.get(alarm.pointId)
          : alarm.deviceId !== null
            ? devicePlaces.get(alarm.deviceId)
            : null) ?? null;
      const room = roomOf(input.model, location) ?? location;
      return {
        id: alarm.id,
        priority: alarm.priority,
        state: wallState(alarm),
        raisedAt: alarm.raisedAt,
        place: (room && names.get(room)) || (alarm.deviceId ?? ''),
        sentence: input.describe(alarm),
        response: input.respond(alarm),
      };
    })
    .sort(
      (a, b) =>
        Number(a.state === 'seen') - Number(b.state === 'seen') ||
        priorities.indexOf(a.priority) - priorities.indexOf(b.priority) ||
        b.raisedAt - a.raisedAt,
    );
}

function wallState(alarm: Alarm): WallAlarm['state'] {
  const state = alarmState(alarm);
  if (state === 'unacknowledged') return 'new';
  return state === 'acknowledged' || state === 'latched-acknowledged' ? 'seen' : 'over';
}

function wallRoom(room: RoomSummary, input: WallInput): WallRoom {
  const missing = room.points - room.fresh;
  return {
    id: room.location.id,
    name: room.location.name,
    condition: room.condition,
    facts: room.facts.flatMap((fact) => factWords(fact, input)).slice(0, 2),
    unknown: missing > 0 ? input.words('missing', { count: missing }) : null,
  };
}

/** Two-state facts speak only when they are bad; numbers always do. */
function factWords(fact: RoomFact, { format, words }: WallInput): readonly string[] {
  if (fact.value === null || fact.pointId === null) return [];
  if (fact.kind === 'leak' || fact.kind === 'fire') return fact.value > 0 ? [words(fact.kind)] : [];
  if (fact.kind === 'suppression' || fact.kind === 'ups') return [];
  const value = format(fact.pointId, fact.value);
  if (fact.kind === 'inlet') return [words('inlet', { value })];
  if (fact.kind === 'dew-point') return [words('dewPoint', { value })];
  return fact.kind === 'hydrogen' ? [words('hydrogen', { value })] : [value];
}
