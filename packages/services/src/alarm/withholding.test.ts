import { describe, expect, it } from 'vitest';
import { bench, refusal, T0, userWith, value } from '../../test/context.ts';
import { raise } from '../../test/raise.ts';
import { importSite } from '../site/import.ts';
import { acknowledgeAlarms } from './acknowledge.ts';
import { cancelMaintenanceWindow } from './cancel-window.ts';
import { listMaintenanceWindows } from './list-windows.ts';
import { listWithholdings } from './list-withholdings.ts';
import { putMaintenanceWindow } from './put-window.ts';
import { resetAlarm } from './reset.ts';
import { returnToService } from './return-to-service.ts';
import { editAlarmSettings, readAlarmSettings } from './settings.ts';
import { shelveAlarm } from './shelve.ts';
import { takeOutOfService } from './take-out-of-service.ts';
import { tickChecklist } from './tick.ts';
import { unshelveAlarm } from './unshelve.ts';

const text = `version: 1
site: { slug: lab, name: Lab, timeZone: Europe/Amsterdam }
locations: [ { slug: hall, kind: room, name: Hall } ]
devices: [ { id: env-1, dialect: native, name: Sensor, location: hall } ]
points:
  - { tag: temp, name: Inlet, device: env-1, channel: t, quantity: inlet-temperature, location: hall }
  - { tag: fire, name: Panel, device: env-1, channel: f, quantity: fire-panel, location: hall }
`;

async function lab() {
  const at = bench(userWith('administrator'));
  value(await importSite(at.context, { text }));
  const { store } = at.context;
  const context = at.as(userWith('technician'));
  const [hall] = await store.site.locations();
  const ruleOf = async (tag: string, type: string) => {
    const point = await store.site.pointByTag(tag);
    const rule = (await store.site.rules({ pointId: point?.id ?? 0 })).find((one) => one.type === type);
    if (!rule) throw new Error(`no rule ${type} of ${tag}`);
    return rule;
  };
  const rule = await ruleOf('temp', 'limit');
  const fire = await ruleOf('fire', 'state');
  const [alarmId = ''] = await raise(context, { ...rule, isLatching: true, priority: 'high' });
  const [fireId = ''] = await raise(context, fire);
  return { at, context, administrator: at.context, siteId: rule.siteId, rule, alarmId, fireId, hallId: hall?.id ?? '' };
}
const forHours = (alarmId: string, hours: number) => ({ alarmId, reason: 'filter change', minutes: hours * 60 });

describe('shelveAlarm', () => {
  it('shelves the rule of the alarm until an end, with a reason', async () => {
    const { context, alarmId, rule } = await lab();
    const { withholding } = value(await shelveAlarm(context, forHours(alarmId, 2)));
    expect(withholding).toMatchObject({ kind: 'shelved', scopeKind: 'rule', scopeId: rule.id, untilAt: T0 + 7_200_000 });
    expect(withholding).toMatchObject({ createdBy: 'Ada technician', reason: 'filter change', source: 'test' });
    const directory = await context.store.ingest.loadDirectory();
    expect(directory.withholdings).toEqual([withholding]);
  });

  it('refuses without a reason, without an end, for longer than the priority allows, and twice', async () => {
    const { context, alarmId } = await lab();
    expect(refusal(await shelveAlarm(context, { ...forHours(alarmId, 1), reason: ' ' })).kind).toBe('invalid');
    expect(refusal(await shelveAlarm(context, { alarmId, reason: 'filters' } as never)).kind).toBe('invalid');
    expect(refusal(await shelveAlarm(context, forHours(alarmId, 9)))).toEqual({ kind: 'too-long', mostHours: 8 });
    value(await shelveAlarm(context, forHours(alarmId, 8)));
    expect(refusal(await shelveAlarm(context, forHours(alarmId, 1)))).toMatchObject({
      kind: 'already-shelved',
      by: 'Ada technician',
    });
  });

  it('never shelves fire', async () => {
    const { context, fireId } = await lab();
    expect(refusal(await shelveAlarm(context, forHours(fireId, 1)))).toMatchObject({ kind: 'may-not-be-shelved', why: 'fire' });
  });

  it('can be taken back once, and then shelved again', async () => {
    const { context, alarmId } = await lab();
    const { id } = value(await shelveAlarm(context, forHours(alarmId, 1))).withholding;
    value(await unshelveAlarm(context, { id }));
    expect(refusal(await unshelveAlarm(context, { id }))).toMatchObject({ kind: 'already-ended', by: 'Ada technician' });
    value(await shelveAlarm(context, forHours(alarmId, 1)));
    expect(refusal(await returnToService(context, { id })).kind).toBe('not-found');
  });
});

describe('story 13, A11: many people act on one alarm at once', () => {
  it.each([
    ['acknowledge', 'acknowledged', 'already-acknowledged'],
    ['reset', 'reset', 'already-reset'],
    ['shelve', 'shelved', 'already-shelved'],
  ] as const)('%s: one of fifty wins, the others learn who', async (word, won, lost) => {
    const { context, rule } = await lab();
    const [alarmId = ''] = await raise(context, { ...rule, isLatching: true, priority: 'high' }, [{ clearedAt: T0 + 1 }]);
    const one = { alarmId, activation: 1 };
    if (word === 'reset') value(await acknowledgeAlarms(context, { alarms: [one] }));
    const said: Readonly<Record<typeof word, () => Promise<string | undefined>>> = {
      acknowledge: async () => value(await acknowledgeAlarms(context, { alarms: [one] }))[0]?.outcome.kind,
      reset: async () => value(await resetAlarm(context, one)).kind,
      shelve: async () => {
        const done = await shelveAlarm(context, forHours(alarmId, 1));
        return done.ok ? 'shelved' : done.error.kind;
      },
    };
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => said[word]()));
    expect(outcomes.filter((kind) => kind === won)).toHaveLength(1);
    expect(outcomes.filter((kind) => kind === lost)).toHaveLength(49);
  });
});

describe('out of service', () => {
  it('answers with what is now unguarded, fire marked, and lists it until the return', async () => {
    const { at, context, hallId, siteId } = await lab();
    const scope = { scopeKind: 'location' as const, scopeId: hallId };
    const order = { ...scope, reason: 'new floor', workOrder: 'W-12', untilAt: T0 + 86_400_000 };
    const { withholding, unguarded } = value(await takeOutOfService(context, order));
    expect(unguarded.map(({ name }) => name)).toEqual(expect.arrayContaining(['Inlet', 'Panel', 'Sensor']));
    const vital = unguarded.filter(({ isVital }) => isVital);
    expect(new Set(vital.map(({ name, type }) => `${name} ${type}`))).toEqual(new Set(['Panel state']));
    expect(refusal(await takeOutOfService(context, order))).toMatchObject({ kind: 'already-out-of-service' });
    const listed = value(await listWithholdings(context, { siteId }));
    expect(listed).toMatchObject([{ id: withholding.id, isInForce: true, workOrder: 'W-12' }]);
    expect(listed[0]?.unguarded).toHaveLength(unguarded.length);
    at.advance(86_400_000);
    expect(value(await listWithholdings(context, { siteId }))).toEqual([]);
    expect(value(await listWithholdings(context, { siteId, endedWithinDays: 1 }))).toMatchObject([
      { isInForce: false, unguarded: [] },
    ]);
  });

  it('refuses an end that is not ahead, and a thing that is not there', async () => {
    const { context, hallId } = await lab();
    const order = { scopeKind: 'location' as const, scopeId: hallId, reason: 'new floor', untilAt: T0 };
    expect(refusal(await takeOutOfService(context, order)).kind).toBe('invalid');
    const nowhere = { ...order, scopeKind: 'point' as const, scopeId: '99', untilAt: T0 + 1 };
    expect(refusal(await takeOutOfService(context, nowhere)).kind).toBe('not-found');
  });
});

describe('maintenance windows', () => {
  it('are planned in the time zone of the site, listed, changed and cancelled once', async () => {
    const { administrator, hallId, siteId } = await lab();
    const plan = {
      ...{ name: 'Filters', scopeKind: 'location' as const, scopeId: hallId, startsAt: T0 + 3_600_000, durationMinutes: 90 },
      ...{ recurrence: { every: 'week' as const }, reason: 'filters' },
    };
    const { window, next, covered } = value(await putMaintenanceWindow(administrator, plan));
    expect(next).toHaveLength(9);
    expect(covered.length).toBeGreaterThan(2);
    const longer = value(await putMaintenanceWindow(administrator, { ...plan, id: window.id, durationMinutes: 120 }));
    expect(longer.window).toMatchObject({ id: window.id, durationMinutes: 120 });
    const listed = value(await listMaintenanceWindows(administrator, { siteId }));
    expect(listed).toMatchObject([{ id: window.id, timeZone: 'Europe/Amsterdam', open: null }]);
    value(await cancelMaintenanceWindow(administrator, { id: window.id }));
    expect(refusal(await cancelMaintenanceWindow(administrator, { id: window.id })).kind).toBe('already-cancelled');
    expect(refusal(await putMaintenanceWindow(administrator, { ...plan, id: window.id })).kind).toBe('already-cancelled');
    expect(value(await listMaintenanceWindows(administrator, { siteId }))).toEqual([]);
  });
});

describe('alarm settings', () => {
  it('make a comment a duty of a priority, and say how long an acknowledgement holds', async () => {
    const { administrator, context, alarmId, siteId } = await lab();
    const high = { commentRequired: true, acknowledgeHoldsMinutes: 60 };
    value(await editAlarmSettings(administrator, { siteId, settings: { priorities: { high } } }));
    expect(value(await readAlarmSettings(context, { siteId })).settings.priorities.high).toMatchObject({
      ...high,
      shelveMaxHours: 8,
    });
    const alarms = [{ alarmId, activation: 1 }];
    const outcomeOf = async (more: object) => value(await acknowledgeAlarms(context, { alarms, ...more }))[0]?.outcome;
    expect(await outcomeOf({})).toEqual({ kind: 'comment-required' });
    expect(await outcomeOf({ comment: '  ' })).toEqual({ kind: 'comment-required' });
    expect(await outcomeOf({ comment: 'on my way' })).toMatchObject({ alarm: { acknowledgedUntil: T0 + 3_600_000 } });
  });

  it('yield to the rule, and the rule to the person', async () => {
    const { context, rule, siteId, administrator } = await lab();
    const { site } = context.store;
    await site.transaction((tx) => tx.putRule({ ...rule, acknowledgeHoldsMinutes: 30 }));
    value(
      await editAlarmSettings(administrator, { siteId, settings: { priorities: { high: { acknowledgeHoldsMinutes: 60 } } } }),
    );
    const done = { clearedAt: T0 + 1 };
    const [a = '', b = ''] = await raise(context, { ...rule, priority: 'high' }, [done, done]);
    const until = async (alarmId: string, more: object) => {
      value(await acknowledgeAlarms(context, { alarms: [{ alarmId, activation: 1 }], ...more }));
      return (await context.store.alarms.get(alarmId))?.acknowledgedUntil;
    };
    expect(await until(a, {})).toBe(T0 + 30 * 60_000);
    expect(await until(b, { holdMinutes: 10 })).toBe(T0 + 10 * 60_000);
  });
});

describe('tickChecklist', () => {
  it('keeps who did a step and when; the second learns who was first', async () => {
    const { context, rule, alarmId } = await lab();
    const checklist = [{ en: 'Look', nl: 'Kijk' }];
    await context.store.site.transaction((tx) => tx.putRule({ ...rule, checklist }));
    const step = { alarmId, activation: 1, step: 0 };
    expect(value(await tickChecklist(context, step)).tick).toEqual({ ...step, at: T0, by: 'Ada technician' });
    expect(refusal(await tickChecklist(context, step))).toMatchObject({ kind: 'already-ticked', by: 'Ada technician' });
    expect(refusal(await tickChecklist(context, { ...step, step: 1 }))).toEqual({ kind: 'no-such-step', steps: 1 });
    expect(refusal(await tickChecklist(context, { ...step, activation: 2 })).kind).toBe('superseded');
    expect(await context.store.alarms.ticks(alarmId)).toHaveLength(1);
  });
});
