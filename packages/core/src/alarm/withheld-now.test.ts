import { describe, expect, it } from 'vitest';
import type { Alarm } from './alarm.ts';
import { withheldCount, withheldNow } from './withheld-now.ts';

const now = Date.UTC(2026, 10, 25, 9);
const minute = 60_000;
const shelved = { kind: 'shelved', fromAt: now - minute, untilAt: now + 30 * minute, endedAt: null } as const;
const out = { ...shelved, kind: 'out-of-service', untilAt: now + 90 * minute } as const;
const window = {
  ...{ startsAt: now - 5 * minute, durationMinutes: 20, cancelledAt: null, timeZone: 'Europe/Amsterdam' },
  recurrence: { every: 'day' },
} as const;
const alarm = (withheld: Alarm['withheld'], more: Partial<Alarm> = {}) =>
  ({ withheld, clearedAt: null, activation: 1, acknowledgedActivation: 0, isLatching: false, ...more }) as Alarm;

describe('what is withheld now', () => {
  it('counts by kind what is in force, with alarms under it or without, and says when the next ends', () => {
    const found = withheldNow({ withholdings: [shelved, out], windows: [window] }, [alarm('suppressed'), alarm('shelved')], now);
    expect(found).toEqual({ shelved: 1, outOfService: 1, work: 1, suppressed: 1, nextEndAt: now + 15 * minute });
    expect(withheldCount(found)).toBe(4);
  });

  it('counts neither what has ended, was ended or cancelled, nor what is yet to begin', () => {
    const withholdings = [
      { ...shelved, untilAt: now },
      { ...shelved, endedAt: now - 1 },
      { ...shelved, fromAt: now + 1 },
    ];
    const windows = [
      { ...window, cancelledAt: now - 1 },
      { ...window, startsAt: now + 1 },
      { ...window, durationMinutes: 5 },
    ];
    const over = alarm('suppressed', { clearedAt: now, acknowledgedActivation: 1 });
    expect(withheldNow({ withholdings, windows }, [over, alarm('none')], now)).toEqual({
      ...{ shelved: 0, outOfService: 0, work: 0, suppressed: 0, nextEndAt: null },
    });
  });

  it('follows the clock: tomorrow the window is open again and the shelved thing is back', () => {
    const plan = { withholdings: [shelved], windows: [window] };
    expect(withheldNow(plan, [], now + 24 * 60 * minute)).toMatchObject({ shelved: 0, work: 1 });
    expect(withheldNow(plan, [], now + 25 * 60 * minute)).toMatchObject({ work: 0, nextEndAt: null });
  });
});
