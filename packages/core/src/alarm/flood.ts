import type { Instant } from '../reading/reading.ts';

/** More than `startsAbove` alarms within the time begin a flood, fewer than `endsBelow` end it; domain.md 8: 10 and 5 in 10 minutes. */
export interface FloodLimit {
  readonly startsAbove: number;
  readonly endsBelow: number;
  readonly withinMinutes: number;
}

/** A flood of a site, as it is kept. `alarmId` is the first alarm of the incident it began with: there it stands in the journal. */
export interface FloodRecord {
  readonly id: string;
  readonly siteId: string;
  readonly beganAt: Instant;
  readonly endedAt: Instant | null;
  readonly alarmId: string;
  /** Alarms since it began, those that began it included. */
  readonly alarms: number;
}

/** An alarm that people were to be told of. */
export interface FloodAlarm {
  readonly at: Instant;
  /** The first of its incident, or itself. */
  readonly rootId: string;
}

/** What is watched of a site: the alarms within the time, and the flood it is in. */
export interface FloodWatch {
  readonly recent: readonly FloodAlarm[];
  readonly flood: FloodRecord | null;
}

export const noFlood: FloodWatch = { recent: [], flood: null };

/**
 * The watch at `now` with the alarms that came since. `written` is the flood when it began, ended or grew: a flood that ended is not in
 * the watch any more. By level: what a process missed is found by the next.
 */
export function watchFlood(
  watch: FloodWatch,
  seen: { readonly siteId: string; readonly came: readonly FloodAlarm[]; readonly now: Instant; readonly newId: () => string },
  limit: FloodLimit,
): { readonly watch: FloodWatch; readonly written: FloodRecord | null } {
  const { came, now, siteId } = seen;
  const from = now - limit.withinMinutes * 60_000;
  const isWithin = ({ at }: FloodAlarm) => at > from;
  const isSame = came.length === 0 && watch.recent.every(isWithin);
  const recent = isSame ? watch.recent : [...watch.recent, ...came].filter(isWithin);
  const { flood } = watch;
  if (flood === null) {
    const tipping = recent[limit.startsAbove];
    if (!tipping) return { watch: isSame ? watch : { recent, flood }, written: null };
    const begun = {
      id: seen.newId(),
      siteId,
      beganAt: tipping.at,
      endedAt: null,
      alarmId: tipping.rootId,
      alarms: recent.length,
    };
    return { watch: { recent, flood: begun }, written: begun };
  }
  if (recent.length < limit.endsBelow) {
    return { watch: { recent, flood: null }, written: { ...flood, endedAt: now, alarms: flood.alarms + came.length } };
  }
  if (came.length === 0) return { watch: isSame ? watch : { recent, flood }, written: null };
  const grown = { ...flood, alarms: flood.alarms + came.length };
  return { watch: { recent, flood: grown }, written: grown };
}
