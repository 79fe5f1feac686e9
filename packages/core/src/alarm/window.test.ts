import { describe, expect, it } from 'vitest';
import { endedOccurrence, isWindowOpen, type MaintenanceWindow, nextOccurrences, openOccurrence } from './window.ts';

const zone = 'Europe/Amsterdam';
const instant = (text: string): number => Date.parse(text);
const window = (change: Partial<MaintenanceWindow> = {}): MaintenanceWindow => ({
  ...{ id: 'm', siteId: 's', name: 'Service', scopeKind: 'location', scopeId: 'hall', durationMinutes: 60 },
  startsAt: instant('2026-03-02T02:30:00+01:00'),
  ...{
    recurrence: null,
    reason: 'filters',
    workOrder: null,
    createdAt: 0,
    createdBy: 'ann',
    cancelledAt: null,
    cancelledBy: null,
  },
  ...change,
});
const daily = (change: Partial<MaintenanceWindow> = {}) => window({ recurrence: { every: 'day' }, ...change });

describe('a maintenance window', () => {
  it.each([
    ['before', '02:29:59', false],
    ['at its start', '02:30:00', true],
    ['at its last millisecond', '03:29:59.999', true],
    ['at its end', '03:30:00', false],
  ])('once: %s', (_, time, isOpen) => {
    expect(isWindowOpen(window(), zone, instant(`2026-03-02T${time}+01:00`))).toBe(isOpen);
  });

  it.each([
    ['the same time of the clock in winter', '2026-03-10T02:45:00+01:00', true],
    ['and in summer', '2026-07-10T02:45:00+02:00', true],
    ['not an hour later in summer', '2026-07-10T03:45:00+02:00', false],
    ['a time that spring skips is moved on by the hour', '2026-03-29T03:45:00+02:00', true],
    ['and ends after true minutes', '2026-03-29T04:30:00+02:00', false],
    ['a time that comes twice in autumn is the first', '2026-10-25T02:45:00+02:00', true],
    ['and not the second', '2026-10-25T02:45:00+01:00', false],
    ['not before it began at all', '2026-03-01T02:45:00+01:00', false],
  ])('daily: %s', (_, at, isOpen) => {
    expect(isWindowOpen(daily(), zone, instant(at))).toBe(isOpen);
  });

  it('opens once on each of 365 days, clocks or no clocks', () => {
    const next = nextOccurrences(daily(), zone, { now: instant('2026-03-02T03:30:00+01:00'), days: 365 });
    expect(next).toHaveLength(365);
    expect(new Set(next.map(({ from }) => from)).size).toBe(365);
    for (const { from, until } of next) {
      expect(until - from).toBe(3_600_000);
      expect(openOccurrence(daily(), zone, from)).toEqual({ from, until });
      expect(isWindowOpen(daily(), zone, until)).toBe(false);
    }
  });

  it('names the first start however far ahead it lies: what nobody sees nobody can cancel', () => {
    const now = instant('2026-03-02T12:00:00+01:00');
    const far = daily({ startsAt: now + 400 * 86_400_000, recurrence: null });
    expect(nextOccurrences(far, zone, { now, days: 60 }).map(({ from }) => from)).toEqual([far.startsAt]);
  });

  it('weekly on its days', () => {
    const weekly = window({ recurrence: { every: 'week', days: [1, 4] } });
    const next = nextOccurrences(weekly, zone, { now: instant('2026-03-02T12:00:00+01:00'), days: 7 });
    expect(next.map(({ from }) => new Date(from).toISOString())).toEqual([
      '2026-03-05T01:30:00.000Z',
      '2026-03-09T01:30:00.000Z',
    ]);
  });

  it('monthly on its day, or the last of a shorter month', () => {
    const monthly = window({ startsAt: instant('2026-01-31T02:30:00+01:00'), recurrence: { every: 'month' } });
    const next = nextOccurrences(monthly, zone, { now: instant('2026-02-01T00:00:00+01:00'), days: 60 });
    expect(next.map(({ from }) => new Date(from).toISOString().slice(0, 10))).toEqual(['2026-02-28', '2026-03-31']);
  });

  it('spans midnight, and several days', () => {
    const long = daily({ startsAt: instant('2026-03-02T22:00:00+01:00'), durationMinutes: 300 });
    expect(isWindowOpen(long, zone, instant('2026-03-05T02:30:00+01:00'))).toBe(true);
    const weekend = window({ durationMinutes: 4_320, recurrence: { every: 'week' } });
    expect(isWindowOpen(weekend, zone, instant('2026-03-11T23:00:00+01:00'))).toBe(true);
  });

  it('ends with its last start, and when it is cancelled', () => {
    const until = daily({ recurrence: { every: 'day', until: instant('2026-03-04T12:00:00+01:00') } });
    expect(isWindowOpen(until, zone, instant('2026-03-04T02:45:00+01:00'))).toBe(true);
    expect(isWindowOpen(until, zone, instant('2026-03-05T02:45:00+01:00'))).toBe(false);
    const at = instant('2026-03-04T02:45:00+01:00');
    expect(isWindowOpen(daily({ cancelledAt: at }), zone, at)).toBe(false);
    expect(isWindowOpen(daily({ cancelledAt: at }), zone, at - 1)).toBe(true);
  });
});

describe('the end of a window', () => {
  const ended = (one: MaintenanceWindow, text: string) => endedOccurrence(one, zone, { now: instant(text), days: 7 });
  it.each([
    ['not before it began', window(), '2026-03-02T01:00:00+01:00', null],
    ['not while it is open', window(), '2026-03-02T03:00:00+01:00', null],
    ['from its end on', window(), '2026-03-02T03:30:00+01:00', '2026-03-02T03:30:00+01:00'],
    ['for a week', window(), '2026-03-09T03:29:00+01:00', '2026-03-02T03:30:00+01:00'],
    ['and not longer', window(), '2026-03-09T03:30:00+01:00', null],
    ['the last of many', daily(), '2026-03-12T12:00:00+01:00', '2026-03-12T03:30:00+01:00'],
    [
      'when it was cancelled in the middle',
      window({ cancelledAt: instant('2026-03-02T03:00:00+01:00') }),
      '2026-03-02T04:00:00+01:00',
      '2026-03-02T03:00:00+01:00',
    ],
    [
      'not when it was cancelled before',
      window({ cancelledAt: instant('2026-03-02T02:00:00+01:00') }),
      '2026-03-02T04:00:00+01:00',
      null,
    ],
  ])('%s', (_, one, now, until) => {
    expect(ended(one, now)?.until ?? null).toBe(until === null ? null : instant(until));
  });
});
