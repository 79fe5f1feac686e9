import type { Alarm, Instant, Priority } from '@wachter/core';
import { alarmState } from '@wachter/core/alarm/alarm';
import { priorities } from '@wachter/core/quantity/define';

/** What somebody chose for this browser. */
export interface SoundSettings {
  readonly isOn: boolean;
  /** 0 to 1. */
  readonly volume: number;
  /** The least priority that is heard. */
  readonly least: Priority;
  readonly mute: Mute | null;
}

/** Silence that ends by itself. Server time. */
export interface Mute {
  readonly since: Instant;
  readonly until: Instant;
}

export const firstSettings: SoundSettings = { isOn: true, volume: 0.6, least: 'low', mute: null };

/** Minutes that may be chosen; there is no silence without an end. */
export const muteMinutes = [5, 15, 30] as const;

/** The silence that holds at an instant. */
export const muteAt = ({ mute }: SoundSettings, now: Instant): Mute | null => (mute !== null && mute.until > now ? mute : null);

const waiting = new Set(['unacknowledged', 'returned-unacknowledged', 'latched-unacknowledged']);

/**
 * The priority that is to be heard at an instant: the worst that nobody acknowledged; null for silence. Withheld alarms and those found
 * in late data are not announced. A critical alarm that came after somebody muted is heard all the same.
 */
export function whatSounds(alarms: Iterable<Alarm>, settings: SoundSettings, now: Instant): Priority | null {
  if (!settings.isOn) return null;
  const muted = muteAt(settings, now);
  let worst = priorities.indexOf(settings.least) + 1;
  for (const alarm of alarms) {
    const rank = priorities.indexOf(alarm.priority);
    if (rank >= worst || alarm.isLate || !waiting.has(alarmState(alarm)) || alarm.withheld !== 'none') continue;
    if (muted && (alarm.priority !== 'critical' || alarm.activatedAt <= muted.since)) continue;
    worst = rank;
  }
  return worst > priorities.indexOf(settings.least) ? null : (priorities[worst] ?? null);
}
