import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOfDay, dayNumber, firstInstantAt, wallClockAt } from '../../oncall/zoned-time.ts';
import { recogniseRuns } from '../recognise.ts';
import { checklistById } from '../record/checklists/index.ts';
import { handReadingById } from '../record/readings.ts';
import { siteLoaded } from '../rule-sets/site.ts';
import { goodOutage, oneSet, T0, trace } from '../trace.scenario.ts';
import { type Attempt, attemptOf, isAttempt } from './attempt.ts';
import { addSpan, saySpan } from './calendar.ts';
import { blackBuilding } from './kinds/black-building.ts';
import { testKinds } from './kinds/index.ts';
import { monthlyLoaded } from './kinds/monthly-loaded.ts';
import { askedBy, notPlanned } from './plan.ts';
import { statusOf } from './status.ts';
import { testedKinds } from './test-kind.ts';

const AMSTERDAM = 'Europe/Amsterdam';
const at = (date: string, hours = 9, timeZone = AMSTERDAM) => firstInstantAt(timeZone, dayNumber(date), hours * 60);
const tooLittle = { en: 'Load 24 %; 30 % is asked.', nl: 'Belasting 24 %; gevraagd is 30 %.' };
const done = (date: string, why: Attempt['why'] = [], timeZone = AMSTERDAM): Attempt => ({
  source: { kind: 'run', id: date },
  at: at(date, 9, timeZone),
  why,
});
const monthly = (now: string, attempts: readonly Attempt[], firstDueOn = '2026-03-10') =>
  statusOf({ kind: monthlyLoaded, firstDueOn, attempts }, { now: at(now), timeZone: AMSTERDAM });

describe('a test that is asked for again and again', () => {
  it('is planned, then due a week before its day, then late after its latest day', () => {
    expect(monthly('2026-03-02', []).state).toBe('planned');
    expect(monthly('2026-03-03', []).state).toBe('due');
    expect(monthly('2026-03-20', [])).toMatchObject({ state: 'due', overdueSince: null, latestOn: '2026-03-20' });
    expect(monthly('2026-03-21', [])).toMatchObject({ state: 'overdue', overdueSince: at('2026-03-21', 0) });
  });

  it('is done when one counted, and due again a month after it: 40 days at the latest', () => {
    expect(monthly('2026-03-12', [done('2026-03-08')])).toMatchObject({
      ...{ state: 'done', dueOn: '2026-04-08', latestOn: '2026-04-17' },
      past: [{ dueOn: '2026-03-10', isLate: false, by: { source: { id: '2026-03-08' } } }],
    });
  });

  it('says why what was done does not count', () => {
    const found = monthly('2026-03-25', [done('2026-03-09', [tooLittle])]);
    expect(found).toMatchObject({ state: 'overdue', last: null, refused: [{ why: [tooLittle] }] });
    expect(found.sentence.en).toBe('Was asked for by 20 March 2026. None has counted yet.');
    expect(found.sentence.nl).toBe('Had uiterlijk 20 maart 2026 gemoeten. Nog geen enkele telde.');
  });

  it('does not count one that comes too soon after the last that counted', () => {
    const found = monthly('2026-03-25', [done('2026-03-09'), done('2026-03-21')]);
    expect(found).toMatchObject({ state: 'done', dueOn: '2026-04-09' });
    expect(found.refused[0]?.why[0]?.en).toBe('It came 12 days after the last that counted; at least 20 are asked.');
  });

  it('keeps a missed turn as missed, stays overdue in the next one, and is done by whatever counts then', () => {
    const attempts = [done('2026-03-09')];
    expect(monthly('2026-05-20', attempts)).toMatchObject({
      ...{ state: 'overdue', overdueSince: at('2026-04-19', 0), dueOn: '2026-05-09' },
      past: [{ by: {} }, { dueOn: '2026-04-09', by: null }],
    });
    expect(monthly('2026-05-20', [...attempts, done('2026-05-19')])).toMatchObject({ state: 'done', dueOn: '2026-06-19' });
  });

  it('marks what was done after the latest day as late', () => {
    expect(monthly('2026-03-26', [done('2026-03-25')]).past).toMatchObject([{ isLate: true, by: {} }]);
  });

  it('leaves what was done long before the plan began', () => {
    expect(monthly('2026-03-02', [done('2026-01-20')])).toMatchObject({ state: 'planned', last: null, past: [] });
  });
});

const zones = ['Europe/Amsterdam', 'America/St_Johns', 'Australia/Lord_Howe', 'UTC', 'Asia/Kathmandu'];
const day = fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2028-12-31') });
const anyAttempts = fc.array(fc.record({ day, counts: fc.boolean() }), { maxLength: 40 });
const anyKind = fc.constantFrom(...testKinds);
const world = fc.record({ kind: anyKind, timeZone: fc.constantFrom(...zones), first: day, attempts: anyAttempts });
const attemptsOf = (list: readonly { readonly day: number; readonly counts: boolean }[], timeZone: string) =>
  list.map((one) => done(dateOfDay(one.day), one.counts ? [] : [tooLittle], timeZone));

describe('the calendar of tests, whatever was done and wherever', () => {
  it('never calls an overdue test anything else because time went by', () => {
    fc.assert(
      fc.property(world, day, fc.nat(1200), ({ kind, timeZone, first, attempts }, from, later) => {
        const known = attemptsOf(attempts, timeZone).filter((one) => one.at <= at(dateOfDay(from), 12, timeZone));
        const asked = { kind, firstDueOn: dateOfDay(first), attempts: known };
        const stateOn = (one: number) => statusOf(asked, { now: at(dateOfDay(one), 12, timeZone), timeZone }).state;
        if (stateOn(from) === 'overdue') expect(stateOn(from + later)).toBe('overdue');
      }),
    );
  });

  it('says the same in whatever order attempts are told', () => {
    fc.assert(
      fc.property(world, day, ({ kind, timeZone, first, attempts }, today) => {
        const once = [...new Map(attempts.map((one) => [one.day, one])).values()];
        const told = (list: typeof attempts) =>
          statusOf(
            { kind, firstDueOn: dateOfDay(first), attempts: attemptsOf(list, timeZone) },
            { now: at(dateOfDay(today), 12, timeZone), timeZone },
          );
        expect(told(once.toReversed())).toEqual(told(once));
      }),
    );
  });

  it('becomes overdue with the first instant of a day of the site, also when clocks change', () => {
    fc.assert(
      fc.property(world, day, ({ kind, timeZone, first, attempts }, today) => {
        const asked = { kind, firstDueOn: dateOfDay(first), attempts: attemptsOf(attempts, timeZone) };
        const now = at(dateOfDay(today), 12, timeZone);
        const { overdueSince } = statusOf(asked, { now, timeZone });
        if (overdueSince === null) return;
        const known = { ...asked, attempts: asked.attempts.filter((one) => one.at <= now) };
        expect(wallClockAt(timeZone, overdueSince - 1).date).not.toBe(wallClockAt(timeZone, overdueSince).date);
        expect(statusOf(known, { now: overdueSince, timeZone }).state).toBe('overdue');
        const before = known.attempts.filter((one) => one.at < overdueSince);
        expect(statusOf({ ...known, attempts: before }, { now: overdueSince - 1, timeZone }).state).not.toBe('overdue');
      }),
    );
  });

  it('misses nothing of a series that keeps its distance', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 20, max: 38 }), { maxLength: 30 }), day, (gaps, first) => {
        const days = [first];
        for (const gap of gaps) days.push((days.at(-1) ?? first) + gap);
        const attempts = days.map((one) => done(dateOfDay(one)));
        const found = statusOf(
          { kind: monthlyLoaded, firstDueOn: dateOfDay(first), attempts },
          { now: at(dateOfDay(days.at(-1) ?? first), 12), timeZone: AMSTERDAM },
        );
        expect(found.past.every(({ by, isLate }) => by !== null && !isLate)).toBe(true);
        expect(found).toMatchObject({ state: 'done', refused: [], past: { length: attempts.length } });
      }),
    );
  });

  it('adds months as a calendar does: the same day of the month, or the last one of a shorter month', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -40, max: 40 }), (from, months) => {
        const start = new Date(from * 86_400_000);
        const target = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months + 1, 0));
        const wanted = Math.min(start.getUTCDate(), target.getUTCDate());
        expect(dateOfDay(addSpan(from, { months }))).toBe(
          new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth(), wanted)).toISOString().slice(0, 10),
        );
      }),
    );
  });
});

describe('a recognised run as an attempt', () => {
  const [run] = recogniseRuns(trace(goodOutage, { until: 3400 }), { supply: oneSet, windows: [] }, T0 + 3_400_000);
  const record = run ?? expect.fail('no run');
  const context = { now: T0 + 86_400_000, names: {} };
  const asked = { equipment: 'genset-1', ruleSet: siteLoaded };

  it('counts when its rule set passes, and says in words what keeps it from that', () => {
    expect(attemptOf({ runId: 'r', record }, asked, context)).toMatchObject({ at: record.startedAt, why: [] });
    const light = { ...record, sets: record.sets.map((set) => ({ ...set, ratedKw: 5000 })) };
    expect(attemptOf({ runId: 'r', record: light }, asked, context).why[0]?.en).toContain('30 %');
    expect(attemptOf({ runId: 'r', record: { ...record, endedAt: null } }, asked, context).why).not.toEqual([]);
  });

  it('is not held against what another set did', () => {
    const light = { ...record, sets: record.sets.map((set) => ({ ...set, ratedKw: 5000 })) };
    expect(attemptOf({ runId: 'r', record: light }, { ...asked, equipment: 'genset-2' }, context).why).toEqual([]);
  });

  it('is one of what took part in it only, and of a scenario only when it was announced as that', () => {
    const isOf = (equipment: string, kind = monthlyLoaded, as: readonly string[] = []) =>
      isAttempt(record, { kind, equipment }, as);
    expect(['genset-1', 'ats-1', 'ups-a'].map((id) => isOf(id))).toEqual([true, true, true]);
    expect(['genset-2', 'ups-b'].map((id) => isOf(id))).toEqual([false, false]);
    expect(isOf('genset-1', blackBuilding)).toBe(false);
    expect(isOf('genset-1', blackBuilding, ['A'])).toBe(false);
    expect(isOf('genset-1', blackBuilding, ['A', 'B'])).toBe(true);
  });
});

describe('kinds of tests', () => {
  it('name a rule set that is there, are asked of something, and leave room between too soon and too late', () => {
    for (const kind of testKinds) {
      expect(askedBy({ kind: kind.id, ruleSet: null })?.ruleSet?.id ?? null).toBe(kind.ruleSet);
      expect(checklistById(kind.checklist)?.readings.every((id) => handReadingById(id) !== null)).toBe(true);
      const dueDays = addSpan(0, kind.every);
      expect(kind.leastDays).toBeLessThan(dueDays);
      expect(kind.mostDays ?? Number.POSITIVE_INFINITY).toBeGreaterThan(dueDays);
      expect(saySpan(kind.every, 'nl')).toMatch(/^elke /);
    }
    expect(new Set(testKinds.map(({ of }) => of))).toEqual(new Set(testedKinds));
  });

  it('are proposed for what has none planned', () => {
    const things = [
      { id: 'g', kind: 'genset' as const },
      { id: 'c', kind: 'cooler' as const },
    ];
    const asked = testKinds.filter(({ of }) => of === 'genset').length;
    expect(notPlanned(things, [])).toHaveLength(asked);
    const entry = { equipmentId: 'g', kind: 'monthly-loaded', firstDueOn: '2026-01-01', ruleSet: null, needsApproval: false };
    expect(notPlanned(things, [entry])).toHaveLength(asked - 1);
    expect(askedBy({ ...entry, kind: 'gone' })).toBeNull();
  });
});
