import type { Alarm, ModelPoint, PointState, SiteModel } from '@wachter/core';
import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { alarm as sampleAlarm } from '../../../test/live-sample.ts';
import { wall } from '../../i18n/areas/wall.ts';
import { type WallInput, type WallWords, wallView } from './wall-view.ts';

const now = Date.UTC(2026, 10, 23, 12);
const translate = createTranslator({
  locale: 'en',
  messages: { wall: wall.en } as never,
  namespace: 'wall' as never,
}) as unknown as WallWords;
const good = { level: 'good', reason: 'none' } as const;
const point = (id: number, locationId: string, quantity = 'inlet-temperature'): ModelPoint => ({
  id,
  tag: `t${id}`,
  name: `p${id}`,
  locationId,
  equipmentId: null,
  deviceId: null,
  channel: null,
  quantity,
  status: 'active',
  intervalSeconds: 10,
  staleSeconds: 60,
  place: {},
  limits: {},
  isOccasional: false,
});
const rooms = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `r${index}`,
    siteId: 's',
    parentId: null,
    kind: 'room' as const,
    slug: `r${index}`,
    name: `Room ${index}`,
    thermalClass: null,
    plan: null,
    sortOrder: index,
  }));
const model = (count: number): SiteModel => ({
  revision: '1',
  sites: [{ id: 's', slug: 's', name: 'Rotterdam 1', timeZone: 'UTC', isDemo: true }],
  locations: rooms(count),
  equipment: [],
  devices: [],
  points: rooms(count).map((room, index) => point(index, room.id)),
});
const alarm = (id: string, pointId: number, change: Partial<Alarm> = {}): Alarm =>
  sampleAlarm(id, {
    ...{ siteId: 's', ruleId: 'rule', pointId, level: 'critical', value: 30, peak: 30 },
    ...{ raisedAt: now, recordedAt: now, activatedAt: now },
    ...change,
  });
const input = (change: Partial<WallInput> = {}): WallInput => {
  const used = change.model ?? model(3);
  const states = new Map(
    used.points.map((one): [number, PointState] => [
      one.id,
      { pointId: one.id, value: 22, quality: good, observedAt: now, receivedAt: now, version: 1 },
    ]),
  );
  return {
    model: used,
    states,
    alarms: [],
    quantities: new Map(),
    health: { ingestAliveAt: now, isBrokerConnected: true, lastReadingAt: now, readingsLastMinute: 412, floods: [] },
    now,
    words: translate,
    isKnown: true,
    withheld: { withholdings: [], windows: [] },
    heights: { body: 16.8, stage: 6.9 },
    time: (at) => new Date(at).toISOString().slice(11, 19),
    moment: (at) => new Date(at).toISOString().slice(8, 16),
    describe: (one) => `${one.value} °C`,
    respond: () => 'Look at the coolers',
    format: (_, value) => `${value} °C`,
    ...change,
  };
};

describe('the wall', () => {
  it('says that all is calm, and proves that it is alive', () => {
    const view = wallView(input());
    expect(view.headline).toBe('No alarms');
    expect(view.proofOfLife).toBe('3 of 3 points · 412 a minute');
    expect(view.proofs.map((proof) => `${proof.value} ${proof.words}`)).toEqual([
      '3 of 3 points have data',
      '412 readings in the last minute',
      '12:00:00 last reading',
    ]);
  });

  it('says nothing about alarms before it knows', () => {
    expect(wallView(input({ isKnown: false, states: new Map() }))).toMatchObject({ headline: 'waiting', proofs: [] });
  });

  it('does not call a site calm of which a part is unknown', () => {
    const view = wallView(input({ states: new Map() }));
    expect(view.headline).toBe('No alarms, part unknown');
    expect(view.rooms.every((room) => room.condition.kind === 'unknown' && room.unknown === '1 without data')).toBe(true);
  });

  it('gives the stage to the worst alarm that nobody has acknowledged, with what to do', () => {
    const view = wallView(
      input({
        alarms: [
          alarm('a', 0, { acknowledgedActivation: 1, priority: 'critical' }),
          alarm('b', 1),
          alarm('c', 2, { priority: 'low' }),
        ],
      }),
    );
    expect(view.stage).toMatchObject({ id: 'b', place: 'Room 1', response: 'Look at the coolers' });
    expect(view.alarms.map((one) => [one.id, one.state])).toEqual([
      ['c', 'new'],
      ['a', 'seen'],
    ]);
    expect(view.headline).toBe('3 alarms · 2 NEW');
    expect(view.proofs).toEqual([]);
  });

  it('leaves the stage empty for what is low or acknowledged', () => {
    expect(wallView(input({ alarms: [alarm('a', 0, { priority: 'low' })] })).stage).toBeNull();
    expect(wallView(input({ alarms: [alarm('a', 0, { acknowledgedActivation: 1 })] })).stage).toBeNull();
  });

  it('leaves out what does not fit, and says how much that is', () => {
    const alarms = Array.from({ length: 50 }, (_, index) => alarm(`a${index}`, index % 3));
    const view = wallView(input({ alarms }));
    expect(view.alarms.length).toBe(3);
    expect(view.alarms.length + view.hiddenAlarms + 1).toBe(50);
  });

  it('leaves out calm rooms before troubled ones', () => {
    const view = wallView(input({ model: model(12), alarms: [alarm('a', 11)] }));
    expect(view.rooms[0]?.name).toBe('Room 11');
    expect(view.rooms.length + view.hiddenRooms).toBe(12);
    expect(view.rooms.map((room) => room.isCompact)).toEqual([false, ...Array(8).fill(true)]);
  });

  it('shows neither what is over and acknowledged nor what is shelved', () => {
    const over = alarm('a', 0, { clearedAt: now, acknowledgedActivation: 1 });
    const shelved = alarm('b', 0, { withheld: 'shelved' });
    expect(wallView(input({ alarms: [over, shelved] })).headline).toBe('No alarms');
  });

  it('keeps in sight how much is withheld, by kind, and when the next of it comes back', () => {
    const withholding = { fromAt: now, untilAt: now + 3_600_000, endedAt: null };
    const withholdings = [
      { ...withholding, kind: 'shelved' as const },
      { ...withholding, kind: 'out-of-service' as const, untilAt: now + 90_000_000 },
    ];
    const alarms = [alarm('b', 0, { withheld: 'shelved' }), alarm('c', 0, { withheld: 'suppressed' })];
    expect(wallView(input({ alarms, withheld: { withholdings, windows: [] } })).withheld?.replaceAll('\u00a0', ' ')).toBe(
      '1 shelved · 1 out of service · 1 suppressed · next back 23T13:00',
    );
    expect(wallView(input({ alarms })).withheld).toBe('1\u00a0suppressed');
    expect(wallView(input({ alarms: [alarm('a', 0)] })).withheld).toBeNull();
  });

  it('makes room for two lines of it, not for one alarm more', () => {
    const alarms = Array.from({ length: 9 }, (_, index) => alarm(`a${index}`, 0, { priority: 'low' }));
    const of = (count: number) => ({
      windows: [],
      withholdings: Array.from({ length: count }, (_, n) => ({
        ...{ kind: n === 0 ? ('shelved' as const) : ('out-of-service' as const) },
        ...{ fromAt: now, untilAt: now + 3_600_000, endedAt: null },
      })),
    });
    const shown = (count: number) => wallView(input({ alarms, withheld: of(count), heights: { body: 17, stage: 6.9 } })).alarms;
    expect([shown(0), shown(1), shown(2)].map((list) => list.length)).toEqual([5, 5, 4]);
  });
});

describe('the wall in an alarm flood', () => {
  const flood = { siteId: 's', beganAt: now, alarmId: 'cause', alarms: 12 };
  const health = { ingestAliveAt: now, isBrokerConnected: true, lastReadingAt: now, readingsLastMinute: 412, floods: [flood] };
  const cause = alarm('cause', 1, { priority: 'medium', incidentId: 'cause', raisedAt: now - 9_000, value: 1 });
  const followers = Array.from({ length: 5 }, (_, n) =>
    alarm(`f${n}`, 1, { priority: 'critical', incidentId: 'cause', raisedAt: now - n, value: 2 }),
  );

  it('says so, counts every alarm, and shows the cause with what came with it in one line, as grave as the gravest', () => {
    const view = wallView(input({ alarms: [...followers, cause, alarm('other', 1, { priority: 'low', value: 3 })], health }));
    expect(view.headline).toMatch(/^FLOOD: 7 alarms/);
    expect(view.stage).toMatchObject({ id: 'cause', priority: 'critical', state: 'new', sentence: '1 °C +5 alarms' });
    expect(view.alarms.map(({ sentence }) => sentence)).toEqual(['3 °C']);
  });

  it('shows every alarm by itself without one', () => {
    const view = wallView(input({ alarms: [...followers, cause] }));
    expect(view.headline).not.toContain('FLOOD');
    expect(view.alarms.length + view.hiddenAlarms + 1).toBe(6);
  });
});
