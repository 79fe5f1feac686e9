import type { Alarm, DeviceState, SiteModel } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { attentionOf } from './attention.ts';

const device = (id: string, status: 'new' | 'approved') => ({
  id,
  name: id,
  locationId: null,
  parentId: null,
  dialect: 'native',
  status,
  firstSeenAt: 0,
});
const model: SiteModel = {
  revision: '1',
  sites: [],
  locations: [],
  equipment: [],
  devices: [device('a', 'approved'), device('b', 'new')],
  points: [],
};
const alarm = (change: Partial<Alarm>) =>
  ({
    withheld: 'none',
    clearedAt: null,
    activation: 1,
    acknowledgedActivation: 0,
    resetActivation: 0,
    isLatching: false,
    ...change,
  }) as Alarm;
const state = (deviceId: string, isOnline: boolean | null) => [deviceId, { deviceId, isOnline } as DeviceState] as const;

describe('what needs somebody now', () => {
  it('lists nothing when nothing does', () => {
    expect(
      attentionOf({
        model: { ...model, devices: [] },
        alarms: [],
        devices: new Map(),
        missingPoints: 0,
        floodAlarms: 0,
        hasChannel: true,
        withheld: 0,
        problems: [],
      }),
    ).toEqual([]);
  });

  it('puts unacknowledged alarms first, latched ones that wait for reset next', () => {
    const alarms = [
      alarm({}),
      alarm({ clearedAt: 1 }),
      alarm({ clearedAt: 1, isLatching: true, acknowledgedActivation: 1 }),
      alarm({ acknowledgedActivation: 1 }),
    ];
    const found = attentionOf({
      model,
      alarms,
      devices: new Map(),
      missingPoints: 3,
      floodAlarms: 0,
      hasChannel: true,
      withheld: 0,
      problems: [],
    });
    expect(found.map((one) => [one.kind, one.count])).toEqual([
      ['unacknowledged', 2],
      ['waiting-for-reset', 1],
      ['points-without-data', 3],
      ['new-devices', 1],
    ]);
  });

  it('counts approved devices that said goodbye, not new ones', () => {
    const devices = new Map([state('a', false), state('b', false)]);
    expect(
      attentionOf({ model, alarms: [], devices, missingPoints: 0, floodAlarms: 0, hasChannel: true, withheld: 0, problems: [] }),
    ).toMatchObject([{ kind: 'devices-offline', count: 1 }, { kind: 'new-devices' }]);
  });

  it('puts what keeps people from being told before everything else, once, while it lasts', () => {
    const ours = (direction: string, clearedAt: number | null = null) =>
      alarm({ direction, clearedAt, acknowledgedActivation: 1 });
    const asked = { model: { ...model, devices: [] }, devices: new Map(), missingPoints: 0, withheld: 0, problems: [] };
    const alarms = [ours('undelivered'), ours('undelivered'), ours('uncovered')];
    expect(attentionOf({ ...asked, alarms, floodAlarms: 0, hasChannel: false }).map(({ kind, href }) => [kind, href])).toEqual([
      ['undelivered', '/on-call'],
      ['uncovered', '/on-call'],
      ['no-channel', '/on-call'],
    ]);
    expect(attentionOf({ ...asked, alarms: [ours('overdue')], floodAlarms: 0, hasChannel: null })).toMatchObject([
      { kind: 'overdue-test', href: '/power/plan' },
    ]);
    expect(attentionOf({ ...asked, alarms: [ours('undelivered', 5)], floodAlarms: 0, hasChannel: null })).toEqual([]);
  });

  it('counts what is withheld apart, last, and not among what waits for a word', () => {
    const alarms = [alarm({}), alarm({ withheld: 'shelved' }), alarm({ withheld: 'suppressed', clearedAt: 1 })];
    const asked = {
      model: { ...model, devices: [] },
      devices: new Map(),
      missingPoints: 1,
      floodAlarms: 0,
      hasChannel: null,
      problems: [],
    };
    expect(attentionOf({ ...asked, alarms, withheld: 2 })).toEqual([
      { kind: 'unacknowledged', count: 1, href: '/alarms' },
      { kind: 'points-without-data', count: 1, href: '/devices' },
      { kind: 'withheld', count: 2, href: '/alarms/withheld' },
    ]);
  });

  it('leads to the first rule that cannot do its work', () => {
    const problems = [
      { pointId: 7, deviceId: null },
      { pointId: null, deviceId: 'a' },
    ];
    const asked = {
      model: { ...model, devices: [] },
      alarms: [],
      devices: new Map(),
      missingPoints: 0,
      floodAlarms: 0,
      hasChannel: true,
      withheld: 0,
    };
    expect(attentionOf({ ...asked, problems })).toEqual([{ kind: 'rules-in-trouble', count: 2, href: '/points/7' }]);
    expect(attentionOf({ ...asked, problems: problems.slice(1) })).toMatchObject([{ href: '/devices/a' }]);
  });
});
