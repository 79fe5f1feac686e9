import { describe, expect, it } from 'vitest';
import { dutiesOf, gapsOf, onDutyAt } from './on-duty.ts';
import { Rota } from './rota.ts';
import { dateOfDay, dayNumber, firstInstantAt, wallClockAt } from './zoned-time.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const layer = { name: 'Weeks', people: ['ann', 'bob', 'cas'], startsOn: '2026-01-05', handoverAt: '02:30', turnDays: 1 };
const rota = (more: Partial<Rota> = {}): Rota => ({ name: 'Night', layers: [layer], holidays: [], overrides: [], ...more });
const at = (text: string) => Date.parse(text);

const zones = [
  ...['Europe/Amsterdam', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Kathmandu', 'Africa/Casablanca'],
  ...['Pacific/Chatham', 'America/St_Johns', 'UTC', 'Africa/Cairo', 'Pacific/Apia'],
];

describe('the wall clock of a zone', () => {
  it.each(['1970-01-01', '2000-02-29', '2026-11-25', '2100-03-01'])('knows %s as a day', (date) => {
    expect(dateOfDay(dayNumber(date))).toBe(date);
  });

  it('takes the first of two, and the end of a jump', () => {
    const zone = 'Europe/Amsterdam';
    expect(firstInstantAt(zone, dayNumber('2026-03-29'), 150)).toBe(at('2026-03-29T01:00:00Z'));
    expect(firstInstantAt(zone, dayNumber('2026-10-25'), 150)).toBe(at('2026-10-25T00:30:00Z'));
    expect(firstInstantAt(zone, dayNumber('2026-11-25'), 150)).toBe(at('2026-11-25T01:30:00Z'));
    expect(wallClockAt(zone, at('2026-11-25T01:30:00Z'))).toEqual({ date: '2026-11-25', minutes: 150, weekday: 3 });
  });
});

describe('who is on duty', () => {
  it.each(zones)('is handed over exactly once a day at 02:30 for five years in %s (T03)', (zone) => {
    const span = [at('2026-01-10T12:00:00Z'), at('2031-01-10T12:00:00Z')] as const;
    const duties = dutiesOf(rota(), zone, span);
    const people = duties.map(({ person }) => person);
    const order = ['ann', 'bob', 'cas'];
    people.forEach((person, index) => {
      const before = people[index - 1];
      if (before) expect(person).toBe(order[(order.indexOf(before) + 1) % 3]);
    });
    const days = dayNumber(wallClockAt(zone, span[1]).date) - dayNumber(wallClockAt(zone, span[0]).date);
    expect(duties.length).toBe(days + 1);
    for (const { from, until } of duties.slice(1, -1)) {
      expect(until - from).toBeGreaterThanOrEqual(22 * HOUR);
      expect(until - from).toBeLessThanOrEqual(26 * HOUR);
    }
  });

  it('hands over on the right day after a year, across a leap day and the end of a year (A18)', () => {
    const yearly = { ...layer, startsOn: '2024-02-29', turnDays: 365, handoverAt: '00:00' };
    const duties = dutiesOf(rota({ layers: [yearly] }), 'Europe/Amsterdam', [
      at('2024-03-01T12:00:00Z'),
      at('2028-03-10T12:00:00Z'),
    ]);
    expect(duties.map(({ person, from }) => `${person} ${new Date(from).toISOString()}`).slice(1)).toEqual([
      ...['bob 2025-02-27T23:00:00.000Z', 'cas 2026-02-27T23:00:00.000Z'],
      ...['ann 2027-02-27T23:00:00.000Z', 'bob 2028-02-27T23:00:00.000Z'],
    ]);
  });

  it('does not go back to the one before when the hour of the hand-over comes twice', () => {
    const zone = 'Europe/Amsterdam';
    const people = ['00:29', '00:30', '01:00', '01:29', '01:31'].map(
      (time) => onDutyAt(rota(), zone, at(`2026-10-25T${time}:00Z`)).person,
    );
    expect(new Set(people.slice(1)).size).toBe(1);
    expect(people[0]).not.toBe(people[1]);
  });

  it('takes the first layer that covers the moment, hours through midnight included', () => {
    const nights = { ...layer, name: 'Nights', people: ['nic'], hours: { from: '22:00', to: '06:00' }, weekdays: [5] };
    const both = rota({ layers: [nights, { ...layer, people: ['day'] }] });
    const who = (text: string) => onDutyAt(both, 'UTC', at(text)).person;
    expect(who('2026-11-27T21:59:00Z')).toBe('day');
    expect(who('2026-11-27T22:00:00Z')).toBe('nic');
    expect(who('2026-11-28T05:59:00Z')).toBe('nic');
    expect(who('2026-11-28T06:00:00Z')).toBe('day');
    expect(who('2026-11-28T23:00:00Z')).toBe('day');
  });

  it('lets a holiday go before the layers and an override before all, and says why', () => {
    const holidays = [{ on: '2026-12-25', name: 'Christmas', person: 'dee' }];
    const from = at('2026-12-25T12:00:00Z');
    const overrides = [{ from, until: from + HOUR, person: 'eve', reason: 'Swap' }];
    const said = rota({ holidays, overrides });
    const because = (instant: number) => onDutyAt(said, 'UTC', instant);
    expect(because(from - 1)).toEqual({ person: 'dee', because: { kind: 'holiday', name: 'Christmas' } });
    expect(because(from)).toEqual({ person: 'eve', because: { kind: 'override', name: 'Swap' } });
    expect(because(from + HOUR).person).toBe('dee');
    expect(because(from + DAY).because).toEqual({ kind: 'layer', name: 'Weeks' });
  });

  it('is nobody before the first turn, outside all hours, and on a holiday that says so', () => {
    const zone = 'Europe/Amsterdam';
    expect(onDutyAt(rota(), zone, at('2026-01-04T12:00:00Z'))).toEqual({
      person: null,
      because: { kind: 'uncovered', name: '' },
    });
    const office = rota({ layers: [{ ...layer, hours: { from: '08:00', to: '17:00' }, weekdays: [1, 2, 3, 4, 5] }] });
    const week = [at('2026-11-23T00:00:00+01:00'), at('2026-11-30T00:00:00+01:00')] as const;
    const gaps = gapsOf(office, zone, week);
    expect(gaps).toHaveLength(6);
    expect(gaps.at(-1)).toMatchObject({ from: at('2026-11-27T17:00:00+01:00'), until: week[1] });
    expect(gapsOf(rota({ holidays: [{ on: '2026-11-25', name: 'Closed', person: null }] }), zone, week)).toMatchObject([
      { from: at('2026-11-25T00:00:00+01:00'), until: at('2026-11-26T00:00:00+01:00'), because: { kind: 'holiday' } },
    ]);
    expect(gapsOf(rota(), zone, week)).toEqual([]);
  });

  it('refuses a rota that cannot be meant', () => {
    const wrong = { ...rota(), layers: [{ ...layer, people: [], handoverAt: '24:00', startsOn: '2026-13-40' }] };
    const issues = Rota.safeParse(wrong).error?.issues.map(({ path }) => path.join('.'));
    expect(issues).toEqual(expect.arrayContaining(['layers.0.people', 'layers.0.handoverAt', 'layers.0.startsOn']));
  });
});
