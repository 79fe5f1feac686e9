import { describe, expect, it } from 'vitest';
import { at, driver, instance, started } from '../../test/rule-fixture.ts';
import { type Alarm, alarmState } from './alarm.ts';
import { withPeopleColumns } from './run.ts';
import { expireAcknowledgement, withhold } from './withhold.ts';
import { inForce, mayShelve, NOTHING_WITHHELD, scopeKeysOf, type Withholding, withholdingOf } from './withholding.ts';

const simple = { high: { warning: 27, critical: 32 }, hysteresis: 0.5, dwellSeconds: 0, holdOffSeconds: 0 };
const how = (seconds: number) => ({ now: seconds * 1000, ending: () => null });
const alarmOf = ({ run }: ReturnType<typeof driver>): Alarm => {
  if (run.alarm === null) throw new Error('no alarm');
  return run.alarm;
};

const shelving = (change: Partial<Withholding> = {}): Withholding => ({
  ...{ id: 'w-1', siteId: 's', kind: 'shelved', scopeKind: 'rule', scopeId: 'rule-1', fromAt: 20_000, untilAt: 3_620_000 },
  ...{ reason: 'filter change', workOrder: null, createdAt: 20_000, createdBy: 'ann', source: 'web', endedAt: null },
  ...{ endedBy: null, remindedAt: null, createdByUser: null },
  ...change,
});
const facts = (...withholdings: readonly Withholding[]) => ({ withholdings, windows: [], tests: [], timeZones: new Map() });
const subject = (isVital = false) => ({ keys: ['rule:rule-1', 'point:7', 'location:hall', 'location:site'], isVital });
const decide = (seconds: number, ...all: readonly Withholding[]) =>
  withholdingOf(subject(), inForce(facts(...all), seconds * 1000));

function bring(run: ReturnType<typeof driver>, seconds: number, ...all: readonly Withholding[]) {
  const outcome = withhold(run.run, decide(seconds, ...all), how(seconds));
  run.run = outcome.run;
  return outcome;
}
const acknowledge = (run: ReturnType<typeof driver>, until: number | null = null) => {
  const alarm = alarmOf(run);
  const said = { acknowledgedActivation: alarm.activation, acknowledgedBy: 'ann', acknowledgedUntil: until };
  run.run = withPeopleColumns(run.run, { ...alarm, ...said });
};
const hot = () => {
  const run = driver(started(instance({ params: simple })));
  run.step(at(10, 28));
  return run;
};

describe('a shelved alarm', () => {
  it('says so with reason, end and who, and goes on measuring', () => {
    const run = hot();
    const { journal } = bring(run, 21, shelving());
    expect(alarmOf(run)).toMatchObject({ withheld: 'shelved', withheldBy: 'w-1', withheldUntil: 3_620_000, activation: 1 });
    expect(journal).toMatchObject([
      { kind: 'shelved', actor: 'ann', comment: 'filter change', source: 'web', conditionAt: 20_000, recordedAt: 21_000 },
    ]);
    run.step(at(30, 33));
    expect(alarmOf(run)).toMatchObject({ level: 'critical', withheld: 'shelved', peak: 33 });
    expect(bring(run, 31, shelving())).toMatchObject({ writes: [], journal: [] });
  });

  it('comes back unacknowledged when its time is over and the condition holds', () => {
    const run = hot();
    acknowledge(run);
    bring(run, 21, shelving());
    const { journal } = bring(run, 3_700, shelving());
    expect(alarmOf(run)).toMatchObject({ withheld: 'none', withheldBy: null, withheldUntil: null, activation: 2 });
    expect(alarmState(alarmOf(run))).toBe('unacknowledged');
    expect(journal).toMatchObject([{ kind: 'unshelved', actor: 'engine', conditionAt: 3_620_000, recordedAt: 3_700_000 }]);
  });

  it('ends in silence when the condition is over', () => {
    const run = hot();
    bring(run, 21, shelving());
    run.step(at(40, 22));
    const { journal } = bring(run, 3_700, shelving());
    expect(alarmOf(run)).toMatchObject({ withheld: 'none', activation: 1 });
    expect(journal.map(({ kind }) => kind)).toEqual(['unshelved']);
  });

  it('opens its next occurrence shelved: it belongs to the rule', () => {
    const run = driver(started(instance({ params: simple })));
    bring(run, 21, shelving());
    run.step(at(30, 28));
    expect(alarmOf(run)).toMatchObject({ withheld: 'shelved', withheldBy: 'w-1' });
    expect(run.writes).toMatchObject([{ kind: 'open', columns: { withheld: 'shelved' } }]);
    expect(run.journal).toMatchObject([
      { kind: 'raised', actor: 'engine' },
      { kind: 'shelved', actor: 'ann', conditionAt: 30_000, recordedAt: 30_000, comment: 'filter change' },
    ]);
    expect(bring(run, 31, shelving()).journal).toEqual([]);
  });

  it('was not shelved before it was there', () => {
    const run = driver(started(instance({ params: simple })));
    run.step(at(30, 28));
    expect(bring(run, 31, shelving()).journal).toMatchObject([{ kind: 'shelved', conditionAt: 30_000 }]);
  });

  it('survives a restart from the columns of its occurrence alone', () => {
    const run = hot();
    bring(run, 21, shelving());
    const next = driver(started(instance({ params: simple }), alarmOf(run)));
    expect(next.run.withholding).toMatchObject({ kind: 'shelved', by: 'w-1', until: 3_620_000 });
    expect(bring(next, 4_000, shelving()).journal.map(({ kind }) => kind)).toEqual(['unshelved']);
  });

  it('names the person who ended it before its time', () => {
    const run = hot();
    bring(run, 21, shelving());
    const ended = { at: 60_000, actor: 'bob' };
    const outcome = withhold(run.run, NOTHING_WITHHELD, { now: 61_000, ending: () => ended });
    expect(outcome.journal).toMatchObject([{ kind: 'unshelved', actor: 'bob', conditionAt: 60_000 }]);
  });
});

describe('what is in force', () => {
  const outage = (change: Partial<Withholding> = {}) =>
    shelving({ id: 'w-2', kind: 'out-of-service', scopeKind: 'location', scopeId: 'hall', ...change });

  it('is the weightiest, and the longest of two alike', () => {
    expect(decide(30, shelving(), outage())).toMatchObject({ kind: 'out-of-service', by: 'w-2' });
    expect(decide(30, shelving(), shelving({ id: 'w-3', untilAt: 9_000_000 }))).toMatchObject({ by: 'w-3' });
  });

  it.each([
    ['before its start', 19, {}],
    ['at its end', 3_620, {}],
    ['once it was ended', 60, { endedAt: 60_000 }],
    ['for another place', 30, { scopeId: 'attic', scopeKind: 'location' as const }],
  ])('is nothing %s', (_, seconds, change) => {
    expect(decide(seconds, shelving(change))).toMatchObject({ kind: 'none' });
  });

  it('goes from one kind to another with a row for each', () => {
    const run = hot();
    bring(run, 21, shelving());
    const { journal } = bring(run, 30, shelving(), outage());
    expect(journal.map(({ kind }) => kind)).toEqual(['unshelved', 'taken-out-of-service']);
    expect(alarmOf(run)).toMatchObject({ withheld: 'out-of-service', activation: 1 });
  });

  it('never silences what is vital, except out of service', () => {
    const window = {
      ...{ id: 'm-1', siteId: 's', name: 'Cleaning', scopeKind: 'location' as const, scopeId: 'hall', startsAt: 0 },
      ...{ durationMinutes: 600, recurrence: null, reason: 'floor', workOrder: null, createdAt: 0, createdBy: 'ann' },
      ...{ cancelledAt: null, cancelledBy: null },
    };
    const force = (...withholdings: readonly Withholding[]) =>
      inForce({ withholdings, windows: [window], tests: [], timeZones: new Map() }, 30_000);
    expect(withholdingOf(subject(), force())).toMatchObject({ kind: 'suppressed', by: 'm-1', until: 36_000_000 });
    expect(withholdingOf(subject(true), force(shelving()))).toMatchObject({ kind: 'none' });
    expect(withholdingOf(subject(true), force(shelving(), outage()))).toMatchObject({ kind: 'out-of-service' });
  });

  it('covers a rule through its point, equipment, gateways and places, and ends in a circle', () => {
    const parents = new Map([['node', 'gateway'] as const, ['hall', 'building'] as const, ['building', 'hall'] as const]);
    const above = { device: (id: string) => parents.get(id), location: (id: string) => parents.get(id) };
    const bound = { ruleId: 'r', pointId: 7, equipmentId: 'ups', deviceId: 'node', locationId: 'hall' };
    expect(scopeKeysOf(bound, above)).toEqual([
      ...['rule:r', 'point:7', 'equipment:ups', 'device:node', 'device:gateway', 'location:hall', 'location:building'],
    ]);
  });
});

describe('what may be shelved', () => {
  it.each([
    ['fire-panel', 'state', 'critical', 'fire'],
    ['smoke', 'limit', 'low', 'fire'],
    ['suppression', 'state', 'critical', 'released-suppression'],
    ['hydrogen', 'limit', 'critical', 'critical-gas'],
    ['carbon-monoxide', 'limit', 'critical', 'critical-gas'],
    ['hydrogen', 'limit', 'high', null],
    ['hydrogen', 'stale', 'critical', null],
    ['temperature', 'limit', 'critical', null],
  ] as const)('%s under %s, %s: %s', (family, type, priority, why) => {
    expect(mayShelve({ type, priority }, { family })).toBe(why);
  });
});

describe('story 13: acknowledged once, silent for ever', () => {
  it('A10: a new raise of an unfinished occurrence is unacknowledged, and so is getting worse', () => {
    const run = hot();
    acknowledge(run);
    run.step(at(20, 33));
    expect(alarmState(alarmOf(run))).toBe('unacknowledged');
    acknowledge(run);
    run.step(at(30, 22));
    expect(run.run.alarm).toBeNull();
    run.step(at(40, 28));
    expect(alarmOf(run)).toMatchObject({ activation: 1, acknowledgedActivation: 0 });
  });

  it('an acknowledgement expires when the condition outlasts what was agreed', () => {
    const run = hot();
    acknowledge(run, 70_000);
    expect(expireAcknowledgement(run.run, 69_999).writes).toEqual([]);
    const outcome = expireAcknowledgement(run.run, 71_000);
    expect(outcome.run.alarm).toMatchObject({ activation: 2, activatedAt: 70_000 });
    expect(outcome.journal).toMatchObject([{ kind: 'acknowledgement-expired', conditionAt: 70_000, recordedAt: 71_000 }]);
    expect(expireAcknowledgement(outcome.run, 99_000).writes).toEqual([]);
  });

  it('does not expire what is over, nor what was agreed for as long as it lasts', () => {
    const forever = hot();
    acknowledge(forever);
    expect(expireAcknowledgement(forever.run, 9e12).writes).toEqual([]);
    const latched = driver(started(instance({ params: simple, isLatching: true })));
    latched.step(at(10, 28));
    acknowledge(latched, 70_000);
    latched.step(at(20, 22));
    expect(expireAcknowledgement(latched.run, 99_000).writes).toEqual([]);
  });
});
