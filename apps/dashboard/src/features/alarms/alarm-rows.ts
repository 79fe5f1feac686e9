import type { Alarm, AlarmRemark, AlarmState, Instant, Locale, Priority, Quantity, Withheld } from '@wachter/core';
import { alarmRemark, alarmState } from '@wachter/core/alarm/alarm';
import { describeAlarm } from '@wachter/core/alarm/describe';
import { roomOf } from '@wachter/core/site/room-summary';
import type { AlarmModel } from './alarm-model.ts';
import { adviceFor, firstSentence, type Responses } from './responses.ts';

/** One line of an alarm list: what, where, since when, how bad against its limit, who has it. */
export interface AlarmRow {
  readonly id: string;
  readonly activation: number;
  readonly priority: Priority;
  readonly state: AlarmState;
  readonly withheld: Withheld;
  readonly withheldUntil: Instant | null;
  readonly sentence: string;
  readonly incidentId: string | null;
  readonly roomId: string | null;
  readonly place: string;
  readonly raisedAt: Instant;
  readonly activatedAt: Instant;
  readonly clearedAt: Instant | null;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: Instant | null;
  readonly comment: string | null;
  readonly isLate: boolean;
  readonly remark: AlarmRemark | null;
  readonly pointId: number | null;
  readonly deviceId: string | null;
  readonly canAcknowledge: boolean;
  /** An acknowledgement needs a comment. */
  readonly needsComment: boolean;
  readonly canReset: boolean;
  /** The first sentence of what to do, and within how many minutes; null when the rule says nothing. */
  readonly response: string | null;
  readonly respondWithinMinutes: number | null;
}

/** What names the things an alarm is about. */
export interface AlarmNames {
  readonly model: AlarmModel;
  readonly quantities: ReadonlyMap<string, Quantity>;
  /** `site priority` of alarms that need a comment to be acknowledged. */
  readonly commentDuties?: readonly string[];
  /** What rules ask of people; without it lines say nothing of it. */
  readonly responses?: Responses;
}

const NO_RESPONSES: Responses = { advice: [], ofRule: {} };

/** Turns occurrences into lines, in the order given. */
export const alarmRows = (alarms: readonly Alarm[], names: AlarmNames, locale: Locale): readonly AlarmRow[] =>
  alarms.map(rowMaker(names, locale));

/** Makes the line of one occurrence; the same line for the same occurrence, so that a long list draws only what changed. */
export function rowMaker(
  { model, quantities, commentDuties = [], responses = NO_RESPONSES }: AlarmNames,
  locale: Locale,
): (alarm: Alarm) => AlarmRow {
  const made = new WeakMap<Alarm, AlarmRow>();
  const points = new Map(model.points.map((point) => [point.id, point]));
  const devices = new Map(model.devices.map((device) => [device.id, device]));
  const locations = new Map(model.locations.map((location) => [location.id, location]));
  const rooms = new Map(model.locations.map(({ id }) => [id, roomOf(model, id)]));
  const make = (alarm: Alarm): AlarmRow => {
    const point = alarm.pointId === null ? null : (points.get(alarm.pointId) ?? null);
    const device = alarm.deviceId === null ? null : (devices.get(alarm.deviceId) ?? null);
    const locationId = point?.locationId ?? device?.locationId ?? null;
    const roomId = locationId === null ? null : (rooms.get(locationId) ?? locationId);
    const location = roomId === null ? null : (locations.get(roomId) ?? null);
    const quantity = point?.quantity ? (quantities.get(point.quantity) ?? null) : null;
    const state = alarmState(alarm);
    const advice = alarm.clearedAt === null ? adviceFor(responses, alarm) : null;
    return {
      id: alarm.id,
      activation: alarm.activation,
      priority: alarm.priority,
      state,
      withheld: alarm.withheld,
      withheldUntil: alarm.withheldUntil,
      sentence: describeAlarm(alarm, { point, device, quantity }, locale),
      incidentId: alarm.incidentId,
      roomId,
      place: location?.name ?? '',
      raisedAt: alarm.raisedAt,
      activatedAt: alarm.activatedAt,
      clearedAt: alarm.clearedAt,
      acknowledgedBy: alarm.acknowledgedBy,
      acknowledgedAt: alarm.acknowledgedAt,
      comment: alarm.acknowledgeComment,
      isLate: alarm.isLate,
      remark: alarmRemark(alarm),
      pointId: alarm.pointId,
      deviceId: alarm.deviceId,
      canAcknowledge: state === 'unacknowledged' || state === 'returned-unacknowledged' || state === 'latched-unacknowledged',
      needsComment: commentDuties.includes(`${alarm.siteId} ${alarm.priority}`),
      canReset: state === 'latched-acknowledged',
      response: advice && firstSentence(advice.response[locale]),
      respondWithinMinutes: advice?.respondWithinMinutes ?? null,
    };
  };
  return (alarm) => {
    const known = made.get(alarm) ?? make(alarm);
    made.set(alarm, known);
    return known;
  };
}

export interface AlarmListFilter {
  readonly priority: Priority | 'all';
  readonly roomId: string | 'all';
  readonly only: 'all' | 'unacknowledged' | 'active';
  readonly text: string;
}

export const noFilter: AlarmListFilter = { priority: 'all', roomId: 'all', only: 'all', text: '' };

/** Lines that pass the filter. What a filter hides is counted by the caller and said on the screen. */
export function filterRows(rows: readonly AlarmRow[], filter: AlarmListFilter): readonly AlarmRow[] {
  const text = filter.text.trim().toLowerCase();
  return rows.filter(
    (row) =>
      (filter.priority === 'all' || row.priority === filter.priority) &&
      (filter.roomId === 'all' || row.roomId === filter.roomId) &&
      (filter.only === 'all' || (filter.only === 'active' ? row.clearedAt === null : row.canAcknowledge)) &&
      (text === '' || `${row.place} ${row.sentence}`.toLowerCase().includes(text)),
  );
}
