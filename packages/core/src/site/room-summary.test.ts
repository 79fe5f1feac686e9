import { describe, expect, it } from 'vitest';
import type { Alarm } from '../alarm/alarm.ts';
import type { PointState } from '../point/point.ts';
import { quantities } from '../quantity/index.ts';
import { GOOD } from '../reading/quality.ts';
import type { Location } from './location.ts';
import { roomOf, summariseRooms } from './room-summary.ts';
import type { ModelPoint, SiteModel } from './site-model.ts';

const catalogue = new Map(quantities.map((quantity) => [quantity.id, quantity]));
const now = Date.UTC(2026, 10, 23, 12);
const room = (id: string, sortOrder = 0, parentId: string | null = null): Location => ({
  id,
  siteId: 's',
  parentId,
  kind: 'room',
  slug: id,
  name: id,
  thermalClass: null,
  plan: null,
  sortOrder,
});
const rack: Location = { ...room('rack-1'), kind: 'rack', parentId: 'hall' };
const point = (id: number, quantity: string, locationId = 'hall', change: Partial<ModelPoint> = {}): ModelPoint => ({
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
  ...change,
});
const state = (pointId: number, value: number, change: Partial<PointState> = {}): PointState => ({
  pointId,
  value,
  quality: GOOD,
  observedAt: now,
  receivedAt: now,
  version: 1,
  ...change,
});
const alarm = (pointId: number, change: Partial<Alarm> = {}): Alarm => ({
  id: `a${pointId}`,
  siteId: 's',
  ruleId: 'r',
  pointId,
  deviceId: null,
  priority: 'high',
  isLatching: false,
  raisedAt: now,
  recordedAt: now,
  activatedAt: now,
  activation: 1,
  clearedAt: null,
  level: 'critical',
  direction: 'high',
  value: 30,
  limit: 27,
  peak: 30,
  isLate: false,
  acknowledgedActivation: 0,
  acknowledgedAt: null,
  acknowledgedBy: null,
  acknowledgeComment: null,
  resetActivation: 0,
  resetAt: null,
  resetBy: null,
  acknowledgedUntil: null,
  withheld: 'none',
  withheldBy: null,
  withheldUntil: null,
  incidentId: null,
  chatteringSince: null,
  version: 1,
  ...change,
});
const model = (points: readonly ModelPoint[], locations: readonly Location[] = [room('hall'), rack]): SiteModel => ({
  revision: '1',
  sites: [],
  locations,
  equipment: [],
  devices: [],
  points,
});
const summary = (points: readonly ModelPoint[], states: readonly PointState[], alarms: readonly Alarm[] = []) => {
  const [first] = summariseRooms(
    model(points),
    { states: new Map(states.map((one) => [one.pointId, one])), alarms, quantities: catalogue },
    now,
  );
  if (!first) throw new Error('no room');
  return first;
};

describe('a room at a glance', () => {
  it('is normal only when every point of it is known', () => {
    expect(summary([point(1, 'inlet-temperature')], [state(1, 22)]).condition).toEqual({ kind: 'normal' });
    expect(summary([point(1, 'inlet-temperature'), point(2, 'inlet-temperature')], [state(1, 22)]).condition).toEqual({
      kind: 'unknown',
    });
  });

  it('never calls an empty room normal', () => {
    expect(summary([], []).condition).toEqual({ kind: 'empty' });
  });

  it.each([
    ['stale', { receivedAt: now - 61_000 }],
    ['bad', { quality: { level: 'bad', reason: 'sensor-fault' } }],
    ['without a value', { value: null }],
  ] as const)('does not count a point whose value is %s', (_, change) => {
    const seen = summary([point(1, 'inlet-temperature')], [state(1, 22, change as Partial<PointState>)]);
    expect(seen).toMatchObject({
      condition: { kind: 'unknown' },
      fresh: 0,
      facts: [{ kind: 'inlet', value: null, known: 0, total: 1 }],
    });
  });

  it('shows the warmest inlet, also of a rack inside the room', () => {
    const seen = summary(
      [point(1, 'inlet-temperature'), point(2, 'inlet-temperature', 'rack-1')],
      [state(1, 22), state(2, 26.5)],
    );
    expect(seen.facts).toMatchObject([{ kind: 'inlet', pointId: 2, value: 26.5, known: 2, total: 2 }]);
  });

  it('shows the lowest oxygen', () => {
    expect(summary([point(1, 'oxygen'), point(2, 'oxygen')], [state(1, 20.9), state(2, 19)]).facts).toMatchObject([
      { pointId: 2, value: 19 },
    ]);
  });

  it('leaves out points that nobody has approved yet', () => {
    expect(summary([point(1, 'inlet-temperature', 'hall', { status: 'new' })], [state(1, 22)]).condition).toEqual({
      kind: 'empty',
    });
  });

  it('does not miss a value that exists only at times', () => {
    const distance = point(2, 'leak-distance', 'hall', { isOccasional: true });
    expect(summary([point(1, 'leak-rope'), distance], [state(1, 0)]).condition).toEqual({ kind: 'normal' });
  });

  it('takes the gravest alarm, and an unacknowledged one before an acknowledged one of the same priority', () => {
    const points = [point(1, 'inlet-temperature'), point(2, 'inlet-temperature')];
    const states = [state(1, 22), state(2, 22)];
    const both = [alarm(1, { acknowledgedActivation: 1 }), alarm(2)];
    expect(summary(points, states, both)).toMatchObject({
      condition: { kind: 'alarm', priority: 'high', isAcknowledged: false },
      openAlarms: 2,
      unacknowledged: 1,
    });
    const worse = [...both, alarm(1, { id: 'b', priority: 'critical', acknowledgedActivation: 1 })];
    expect(summary(points, states, worse).condition).toEqual({ kind: 'alarm', priority: 'critical', isAcknowledged: true });
  });

  it('does not count an alarm that is normal again or withheld', () => {
    const points = [point(1, 'inlet-temperature')];
    const gone = alarm(1, { clearedAt: now, acknowledgedActivation: 1 });
    const shelved = alarm(1, { id: 'b', withheld: 'shelved' });
    expect(summary(points, [state(1, 22)], [gone, shelved]).condition).toEqual({ kind: 'normal' });
  });

  it('puts trouble first, then the unknown, then the order of the site', () => {
    const locations = [room('calm', 0), room('dark', 1), room('hot', 2)];
    const points = [
      point(1, 'inlet-temperature', 'calm'),
      point(2, 'inlet-temperature', 'dark'),
      point(3, 'inlet-temperature', 'hot'),
    ];
    const states = new Map([1, 3].map((id) => [id, state(id, 22)]));
    const order = summariseRooms(model(points, locations), { states, alarms: [alarm(3)], quantities: catalogue }, now).map(
      (one) => one.location.id,
    );
    expect(order).toEqual(['hot', 'dark', 'calm']);
  });

  it('finds the room of a rack, and none for a building', () => {
    const building: Location = { ...room('b'), kind: 'building' };
    const locations = [building, room('hall', 0, 'b'), rack];
    expect(roomOf({ locations }, 'rack-1')).toBe('hall');
    expect(roomOf({ locations }, 'b')).toBeNull();
    expect(roomOf({ locations }, null)).toBeNull();
  });
});
