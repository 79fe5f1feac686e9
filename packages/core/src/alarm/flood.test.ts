import { describe, expect, it } from 'vitest';
import { type FloodWatch, noFlood, watchFlood } from './flood.ts';

const limit = { startsAbove: 10, endsBelow: 5, withinMinutes: 10 };
const MINUTE = 60_000;

/** Alarms at these seconds, looked at when `now` seconds have passed. */
function look(watch: FloodWatch, seconds: readonly number[], now: number) {
  const came = seconds.map((second) => ({ at: second * 1000, rootId: `a${second}` }));
  return watchFlood(watch, { siteId: 's', came, now: now * 1000, newId: () => 'f1' }, limit);
}
const upTo = (count: number, from = 1) => Array.from({ length: count }, (_, n) => from + n);

describe('an alarm flood', () => {
  it('begins with the eleventh alarm within ten minutes, dated by it, and not with the tenth', () => {
    const ten = look(noFlood, upTo(10), 20);
    expect(ten.written).toBeNull();
    const eleven = look(ten.watch, [21], 30);
    expect(eleven.written).toEqual({ id: 'f1', siteId: 's', beganAt: 21_000, endedAt: null, alarmId: 'a21', alarms: 11 });
  });

  it('does not begin when they come over more than ten minutes', () => {
    const slow = upTo(11).map((n) => n * 61);
    expect(look(noFlood, slow, 11 * 61).written).toBeNull();
  });

  it('grows, goes on while five came within ten minutes, and ends by itself with fewer', () => {
    const begun = look(noFlood, upTo(11), 12);
    const grown = look(begun.watch, [300, 301, 302, 303, 304], 305);
    expect(grown.written).toMatchObject({ id: 'f1', alarms: 16, endedAt: null });
    expect(look(grown.watch, [], 890).written).toBeNull();
    const over = look(grown.watch, [], 901);
    expect(over.written).toMatchObject({ id: 'f1', alarms: 16, endedAt: 901_000 });
    expect(over.watch.flood).toBeNull();
    expect(look(over.watch, [], 902).written).toBeNull();
  });

  it('is found again by a process that starts in the middle of it, and ended by one that starts after it', () => {
    const flood = { id: 'f0', siteId: 's', beganAt: 0, endedAt: null, alarmId: 'a', alarms: 12 };
    const recent = upTo(6).map((second) => ({ at: second * 1000, rootId: 'a' }));
    expect(look({ recent, flood }, [], 60).written).toBeNull();
    expect(look({ recent: [], flood }, [], 60).written).toMatchObject({ id: 'f0', endedAt: 60_000 });
  });

  it('gives the same watch while nothing changes', () => {
    const { watch } = look(noFlood, upTo(3), 4);
    expect(look(watch, [], 5).watch).toBe(watch);
    expect(look(watch, [], (10 * MINUTE) / 1000 + 2).watch.recent).toHaveLength(1);
  });
});
