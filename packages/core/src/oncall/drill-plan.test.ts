import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DrillPlan, drillsDue, drillWeeks, nextDrill } from './drill-plan.ts';
import { dayNumber, minutesOf, wallClockAt } from './zoned-time.ts';

const DAY = 86_400_000;
const zone = 'Europe/Amsterdam';
const at = (text: string) => Date.parse(text);
const due = (plan: DrillPlan, from: string, to: string) =>
  drillsDue(plan, zone, { after: at(from), until: at(to) }).map((one) => new Date(one).toISOString().slice(0, 16));

describe('a planned drill', () => {
  it('falls due on the weekday of the month that was asked for, at the time of the site', () => {
    const tuesday = { weekday: 2, at: '10:00' } as const;
    expect(due({ ...tuesday, week: 'first' }, '2026-09-30T00:00Z', '2026-12-31T00:00Z')).toEqual([
      ...['2026-10-06T08:00', '2026-11-03T09:00', '2026-12-01T09:00'],
    ]);
    expect(due({ ...tuesday, week: 'last' }, '2026-09-30T00:00Z', '2026-12-31T00:00Z')).toEqual([
      ...['2026-10-27T09:00', '2026-11-24T09:00', '2026-12-29T09:00'],
    ]);
  });

  it('comes once where the clock shows its time twice, and at the end of the jump where it shows it never', () => {
    const sunday: DrillPlan = { week: 'every', weekday: 7, at: '02:30' };
    expect(due(sunday, '2026-03-28T00:00Z', '2026-03-30T00:00Z')).toEqual(['2026-03-29T01:00']);
    expect(due(sunday, '2026-10-24T00:00Z', '2026-10-26T00:00Z')).toEqual(['2026-10-25T00:30']);
    expect(due(sunday, '2026-10-25T00:30Z', '2026-10-26T00:00Z')).toEqual([]);
  });

  it('comes once each month of any year in any zone, however its time is looked at piece by piece', () => {
    const plans = fc.record({
      week: fc.constantFrom(...drillWeeks.slice(1)),
      weekday: fc.integer({ min: 1, max: 7 }),
      at: fc.constantFrom('00:00', '02:30', '09:15', '23:59'),
    });
    const zones = fc.constantFrom(zone, 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'Africa/Casablanca', 'UTC');
    const pieces = fc.array(fc.integer({ min: 1, max: 40 * DAY }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(plans, zones, pieces, (plan, timeZone, steps) => {
        const start = at('2027-01-01T00:00:00Z');
        let after = start;
        const found: number[] = [];
        for (const step of steps) {
          found.push(...drillsDue(plan, timeZone, { after, until: after + step }));
          after += step;
        }
        expect(found).toEqual(drillsDue(plan, timeZone, { after: start, until: after }));
        for (const one of found) {
          const wall = wallClockAt(timeZone, one);
          expect([wall.weekday, wall.minutes >= minutesOf(plan.at)]).toEqual([plan.weekday, true]);
        }
        const months = found.map((one) => wallClockAt(timeZone, one).date.slice(0, 7));
        expect(new Set(months).size).toBe(months.length);
        for (const [index, one] of found.entries()) {
          const before = found[index - 1];
          const days =
            before === undefined
              ? 28
              : dayNumber(wallClockAt(timeZone, one).date) - dayNumber(wallClockAt(timeZone, before).date);
          expect([28, 35]).toContain(days);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('says when it comes next', () => {
    expect(nextDrill({ week: 'fourth', weekday: 1, at: '08:00' }, zone, at('2026-11-25T12:00Z'))).toBe(at('2026-12-28T07:00Z'));
  });

  it.each([{ weekday: 0 }, { weekday: 8 }, { at: '24:00' }, { at: '9:00' }, { week: 'fifth' }, { more: 1 }])(
    'is refused with %j',
    (wrong) => {
      expect(DrillPlan.safeParse({ week: 'first', weekday: 1, at: '09:00', ...wrong }).success).toBe(false);
    },
  );
});
