import {
  type Alarm,
  type Device,
  type DeviceState,
  type MaintenanceWindow,
  type Point,
  type PointState,
  qualityFromCode,
  type RuleInstance,
  type Withholding,
} from '@wachter/core';

/** `snake_case` columns under their camelCase names, so that a row is shaped like its domain type. */
const named = (table: string, columns: readonly string[]): string =>
  columns
    .map((column) => {
      const snake = column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      return `${table}."${snake}" AS "${column}"`;
    })
    .join(', ');

export const deviceColumns = named('d', [
  ...['id', 'siteId', 'locationId', 'parentId', 'fedById', 'dialect', 'name', 'status', 'model', 'firmware', 'mapping'],
  ...['approvedAt', 'approvedBy', 'firstSeenAt'],
]);
export type DeviceRecord = Device & { readonly mapping: unknown };

export const pointColumns = named('p', [
  ...['id', 'tag', 'name', 'siteId', 'locationId', 'equipmentId', 'deviceId', 'channel', 'quantity', 'sourceUnit'],
  ...['intervalSeconds', 'staleSeconds', 'status', 'place', 'derivedFrom'],
]);
export type PointRecord = Point;

export const ruleColumns = named('r', [
  ...['id', 'type', 'siteId', 'pointId', 'deviceId', 'params', 'priority', 'isLatching', 'isEnabled'],
  ...['cause', 'consequence', 'response', 'respondWithinMinutes', 'checklist', 'acknowledgeHoldsMinutes'],
]);
export type RuleRecord = RuleInstance;

export const alarmColumns = named('a', [
  ...['id', 'siteId', 'ruleId', 'pointId', 'deviceId', 'priority', 'isLatching', 'version'],
  ...[
    'raisedAt',
    'recordedAt',
    'activatedAt',
    'activation',
    'clearedAt',
    'level',
    'direction',
    'value',
    'limit',
    'peak',
    'isLate',
    'withheld',
    'withheldBy',
    'withheldUntil',
    'incidentId',
    'chatteringSince',
  ],
  ...['acknowledgedActivation', 'acknowledgedAt', 'acknowledgedBy', 'acknowledgeComment', 'acknowledgedUntil'],
  ...['resetActivation', 'resetAt', 'resetBy'],
]);
export type AlarmRecord = Alarm;

export const withholdingColumns = named('w', [
  ...['id', 'siteId', 'kind', 'scopeKind', 'scopeId', 'fromAt', 'untilAt', 'reason', 'workOrder'],
  ...['createdAt', 'createdBy', 'createdByUser', 'source', 'endedAt', 'endedBy', 'remindedAt'],
]);
export type WithholdingRecord = Withholding;

export const windowColumns = named('w', [
  ...['id', 'siteId', 'name', 'scopeKind', 'scopeId', 'startsAt', 'durationMinutes', 'recurrence', 'reason', 'workOrder'],
  ...['createdAt', 'createdBy', 'cancelledAt', 'cancelledBy'],
]);
export type WindowRecord = MaintenanceWindow;

export const testColumns = [
  't.id, t.site_id AS "siteId", t.scenario, t.equipment, t.from_at AS "from", t.until_at AS until, t.note',
  't.announced_at AS "announcedAt", t.announced_by AS "announcedBy", t.cancelled_at AS "cancelledAt", t.cancelled_by AS "cancelledBy"',
].join(', ');

export const deviceStateColumns = named('s', [
  ...['deviceId', 'lastSeenAt', 'isOnline', 'onlineChangedAt', 'skewMs', 'boot', 'contiguousSeq', 'openGaps'],
  ...['messages', 'readings', 'duplicates', 'quarantined', 'lost', 'lastTopic', 'lastPayload', 'version'],
]);
export type DeviceStateRecord = DeviceState;

export const pointStateColumns = named('s', ['pointId', 'value', 'quality', 'observedAt', 'receivedAt', 'skewMs', 'version']);
export type PointStateRecord = Omit<PointState, 'quality' | 'skewMs'> & {
  readonly quality: number;
  readonly skewMs: number | null;
};

export function pointState({ skewMs, ...row }: PointStateRecord): PointState {
  const state = { ...row, quality: qualityFromCode(row.quality) };
  return skewMs === null ? state : { ...state, skewMs };
}

/** Derived state of `alarmState` in core, said in SQL: an occurrence that still needs somebody or something. */
export const isUnfinished = `(a.cleared_at IS NULL
  OR a.acknowledged_activation < a.activation
  OR (a.is_latching AND a.reset_activation < a.activation))`;

/** `alarmState` of core as a text column; the law test compares the two over every combination. */
export const alarmStateSql = `CASE
  WHEN a.cleared_at IS NULL THEN CASE WHEN a.acknowledged_activation >= a.activation THEN 'acknowledged' ELSE 'unacknowledged' END
  WHEN NOT a.is_latching THEN CASE WHEN a.acknowledged_activation >= a.activation THEN 'normal' ELSE 'returned-unacknowledged' END
  WHEN a.acknowledged_activation < a.activation THEN 'latched-unacknowledged'
  WHEN a.reset_activation >= a.activation THEN 'normal'
  ELSE 'latched-acknowledged' END`;
