import type {
  Alarm,
  Instant,
  PathHealth,
  PointState,
  Priority,
  Quantity,
  RoomFact,
  RoomSummary,
  SiteModel,
  WithheldPlan,
} from '@wachter/core';
import { alarmState } from '@wachter/core/alarm/alarm';
import { withheldCount, withheldNow } from '@wachter/core/alarm/withheld-now';
import { priorities } from '@wachter/core/quantity/define';
import { roomOf, summariseRooms } from '@wachter/core/site/room-summary';
import type { wall } from '../../i18n/areas/wall.ts';
import { fitAlarms, fitRooms, withheldHeight } from './fit.ts';

export interface WallAlarm {
  readonly id: string;
  readonly priority: Priority;
  readonly state: 'new' | 'seen' | 'over';
  readonly raisedAt: Instant;
  readonly place: string;
  readonly sentence: string;
  readonly incidentId: string | null;
  readonly response: string | null;
}

export interface WallRoom {
  readonly id: string;
  readonly name: string;
  readonly condition: RoomSummary['condition'];
  /** At most two short facts, already in words: "inlet 24.1 °C". */
  readonly facts: readonly string[];
  readonly unknown: string | null;
  /** One line instead of two: nothing is wrong here, and the room is needed. */
  readonly isCompact: boolean;
}

/** What proves, while nothing is wrong, that somebody is watching. */
export interface WallProof {
  readonly value: string;
  readonly words: string;
}

export interface WallView {
  readonly siteName: string;
  readonly headline: string;
  readonly rooms: readonly WallRoom[];
  readonly hiddenRooms: number;
  readonly alarms: readonly WallAlarm[];
  readonly hiddenAlarms: number;
  /** How much nobody is told of, by kind, and when the next of it ends; null for none. */
  readonly withheld: string | null;
  /** The alarm that takes the stage: the worst unacknowledged one of high or critical priority. */
  readonly stage: WallAlarm | null;
  readonly sentenceLines: 1 | 2;
  readonly proofOfLife: string;
  /** The same at length, for a wall without alarms; empty with any. */
  readonly proofs: readonly WallProof[];
}

/** `useTranslations('wall')`, or its like in tests. */
export type WallWords = (key: keyof (typeof wall)['en'], values?: Record<string, string | number>) => string;

export interface WallInput {
  readonly model: SiteModel;
  readonly states: ReadonlyMap<number, PointState>;
  readonly alarms: readonly Alarm[];
  readonly quantities: ReadonlyMap<string, Quantity>;
  readonly health: PathHealth | null;
  readonly withheld: WithheldPlan;
  /** False until the present has arrived once. */
  readonly isKnown: boolean;
  readonly now: Instant;
  readonly words: WallWords;
  /** Height for rooms and alarms, and for the alarm on the stage, in lengths of the text size. */
  readonly heights: { readonly body: number; readonly stage: number };
  readonly time: (at: Instant) => string;
  /** Hours and minutes, with the day where it is another one. */
  readonly moment: (at: Instant) => string;
  readonly describe: (alarm: Alarm) => string;
  readonly respond: (alarm: Alarm) => string | null;
  /** Value with unit in words, by point. */
  readonly format: (pointId: number, value: number) => string;
}

/** What the wall says at an instant: one answer on top, the worst first, and nothing that does not fit. */
export function wallView(input: WallInput): WallView {
  const rooms = summariseRooms(input.model, input, input.now).filter((room) => room.condition.kind !== 'empty');
  const all = openAlarms(input);
  const isFlood = (input.health?.floods.length ?? 0) > 0;
  const alarms = isFlood ? byIncident(all, input.words) : all;
  const stage =
    alarms.find((alarm) => alarm.state === 'new' && (alarm.priority === 'critical' || alarm.priority === 'high')) ?? null;
  const listed = alarms.filter((alarm) => alarm !== stage);
  const withheld = withheldSentence(input);
  const { body, stage: stageHeight } = input.heights;
  const alarmFit = fitAlarms(listed.length, body - (stage ? stageHeight : 0) - (withheld ? withheldHeight(withheld) : 0));
  const roomFit = fitRooms(
    rooms.map((room) => ({ isCalm: room.condition.kind === 'normal' })),
    body,
  );
  const points = rooms.reduce((sum, room) => sum + room.points, 0);
  const fresh = rooms.reduce((sum, room) => sum + room.fresh, 0);
  return {
    siteName: input.model.sites[0]?.name ?? '',
    headline: input.isKnown
      ? `${isFlood ? `${input.words('flood')}: ` : ''}${headline(all, points > 0 && fresh < points, input.words)}`
      : input.words('waiting'),
    rooms: rooms.slice(0, roomFit.shown).map((room) => wallRoom(room, input, roomFit.isCompact)),
    hiddenRooms: rooms.length - roomFit.shown,
    alarms: listed.slice(0, alarmFit.shown),
    hiddenAlarms: listed.length - alarmFit.shown,
    withheld,
    sentenceLines: alarmFit.sentenceLines,
    stage,
    proofOfLife: input.words('proofOfLife', { fresh, points, readings: input.health?.readingsLastMinute ?? 0 }),
    proofs: input.isKnown && alarms.length === 0 ? proofs(input, { fresh, points }) : [],
  };
}

function proofs(
  { words, health, time }: WallInput,
  known: { readonly fresh: number; readonly points: number },
): readonly WallProof[] {
  const last = health?.lastReadingAt ?? null;
  return [
    { value: words('count', { count: known.fresh }), words: words('proofPoints', { points: known.points }) },
    { value: words('count', { count: health?.readingsLastMinute ?? 0 }), words: words('proofReadings') },
    ...(last === null ? [] : [{ value: time(last), words: words('proofLast') }]),
  ];
}

function headline(alarms: readonly WallAlarm[], isPartlyUnknown: boolean, words: WallWords): string {
  if (alarms.length === 0) return isPartlyUnknown ? `${words('calm')}, ${words('partlyUnknown')}` : words('calm');
  const unanswered = alarms.filter((alarm) => alarm.state !== 'seen').length;
  const count = words('alarms', { count: alarms.length });
  return unanswered === 0 ? count : `${count} · ${words('newOnes', { count: unanswered })}`;
}

/** What is withheld does not count as an alarm, but it is never out of sight. */
function withheldSentence({ alarms, withheld, words, moment, now }: WallInput): string | null {
  const found = withheldNow(withheld, alarms, now);
  if (withheldCount(found) === 0) return null;
  const kinds = (['shelved', 'outOfService', 'suppressed', 'work'] as const).filter((kind) => found[kind] > 0);
  const counts = kinds.map((kind) => words(kind, { count: found[kind] }));
  const { nextEndAt } = found;
  const parts = [...counts, ...(nextEndAt === null ? [] : [words('nextBack', { at: moment(nextEndAt) })])];
  // A line ends between two parts, after the dot.
  return parts.map((part) => part.replaceAll(' ', '\u00a0')).join('\u00a0· ');
}

function openAlarms(input: WallInput): readonly WallAlarm[] {
  const names = new Map(input.model.locations.map((location) => [location.id, location.name]));
  const pointPlaces = new Map(input.model.points.map((point) => [point.id, point.locationId]));
  const devicePlaces = new Map(input.model.devices.map((device) => [device.id, device.locationId]));
  const open = input.alarms.filter((alarm) => alarmState(alarm) !== 'normal' && alarm.withheld === 'none');
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
        sentence:
          alarm.chatteringSince === null ? input.describe(alarm) : `${input.words('chattering')}: ${input.describe(alarm)}`,
        incidentId: alarm.incidentId,
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

/** In a flood one line stands for an incident: its cause, how many came with it, and the gravest and newest of what it brought. */
function byIncident(alarms: readonly WallAlarm[], words: WallWords): readonly WallAlarm[] {
  const groups = new Map<string, WallAlarm[]>();
  for (const alarm of alarms) {
    const key = alarm.incidentId ?? alarm.id;
    groups.set(key, [...(groups.get(key) ?? []), alarm]);
  }
  return [...groups.values()].flatMap((members) => {
    const [worst] = members;
    const cause =
      members.find(({ id, incidentId }) => id === incidentId) ?? members.toSorted((a, b) => a.raisedAt - b.raisedAt)[0];
    if (!worst || !cause) return [];
    const sentence =
      members.length === 1 ? cause.sentence : `${cause.sentence} ${words('withOthers', { count: members.length - 1 })}`;
    return [{ ...cause, sentence, priority: worst.priority, state: worst.state }];
  });
}

function wallState(alarm: Alarm): WallAlarm['state'] {
  const state = alarmState(alarm);
  if (state === 'unacknowledged') return 'new';
  return state === 'acknowledged' || state === 'latched-acknowledged' ? 'seen' : 'over';
}

function wallRoom(room: RoomSummary, input: WallInput, isTight: boolean): WallRoom {
  const missing = room.points - room.fresh;
  const isCompact = isTight && room.condition.kind === 'normal';
  return {
    id: room.location.id,
    name: room.location.name,
    condition: room.condition,
    facts: room.facts.flatMap((fact) => factWords(fact, input)).slice(0, isCompact || missing > 0 ? 1 : 2),
    unknown: missing > 0 ? input.words('missing', { count: missing }) : null,
    isCompact,
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
