import { type Alarm, alarmState, type JournalEntry, type JournalLine } from '@wachter/core';
import type { JournalFilter } from '@wachter/services/ports/index';
import { liesIn, placeOf } from './alarm-place.ts';
import type { Tables } from './tables.ts';

const has = (text: string | null | undefined, part: string): boolean => (text ?? '').toLowerCase().includes(part.toLowerCase());

const isAnyOf = <T>(wanted: readonly T[] | undefined, one: T): boolean => wanted === undefined || wanted.includes(one);

function lineOf(
  entry: JournalEntry,
  alarm: Alarm,
  { tables, id }: { readonly tables: Tables; readonly id: number },
): JournalLine {
  const point = alarm.pointId === null ? undefined : tables.points.get(alarm.pointId);
  const device = tables.devices.get(alarm.deviceId ?? '');
  const { siteId, ruleId, pointId, deviceId, priority, direction } = alarm;
  return {
    ...entry,
    ...{ id, siteId, ruleId, pointId, deviceId, priority, direction },
    ruleType: tables.rules.get(ruleId)?.type ?? '',
    tag: point?.tag ?? null,
    quantity: point?.quantity ?? null,
    name: point?.name ?? device?.name ?? '',
    locationId: placeOf(alarm, tables),
  };
}

function isWanted(line: JournalLine, filter: JournalFilter, { tables, alarm }: { tables: Tables; alarm: Alarm }): boolean {
  const { siteId, locationId, pointId, deviceId, ruleId, ruleType, subject, actor, from, to, before } = filter;
  const same = <T>(wanted: T | undefined, one: T): boolean => wanted === undefined || wanted === one;
  return (
    same(siteId, line.siteId) &&
    (locationId === undefined || liesIn(line, locationId, tables)) &&
    same<number | null>(pointId, line.pointId) &&
    same<string | null>(deviceId, line.deviceId) &&
    same(ruleId, line.ruleId) &&
    same(ruleType, line.ruleType) &&
    (subject === undefined || [line.tag, line.name, line.deviceId].some((text) => has(text, subject))) &&
    (actor === undefined || has(line.actor, actor)) &&
    isAnyOf(filter.kinds, line.kind) &&
    isAnyOf(filter.states, alarmState(alarm)) &&
    isAnyOf(filter.priorities, line.priority) &&
    (from === undefined || line.recordedAt >= from) &&
    (to === undefined || line.recordedAt < to) &&
    (!before || line.recordedAt < before.recordedAt || (line.recordedAt === before.recordedAt && line.id < before.id))
  );
}

/** Rows of the journal that pass, last recorded first. A row's number is its place in the order of writing. */
export function journalLines(tables: Tables, filter: JournalFilter): readonly JournalLine[] {
  const lines = tables.journal.flatMap((entry, index): JournalLine[] => {
    const alarm = tables.alarms.get(entry.alarmId);
    if (!alarm) return [];
    const line = lineOf(entry, alarm, { tables, id: index + 1 });
    return isWanted(line, filter, { tables, alarm }) ? [line] : [];
  });
  return lines.toSorted((a, b) => b.recordedAt - a.recordedAt || b.id - a.id).slice(0, filter.limit);
}
