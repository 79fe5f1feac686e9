import { describe, expect, it } from 'vitest';
import type { AnnouncedTest } from '../power/announced-test.ts';
import { scenarios } from '../power/scenarios/index.ts';
import { quantityById } from '../quantity/index.ts';
import type { Alarm } from './alarm.ts';
import { expectedBy } from './expected.ts';

const minute = 60_000;
const black: AnnouncedTest = {
  ...{ id: 'test-0000001', siteId: 's', scenario: 'B', equipment: ['ups-a', 'ats-1'], from: minute, until: 61 * minute },
  ...{ note: 'main breaker', announcedAt: 0, announcedBy: 'Ada', cancelledAt: null, cancelledBy: null },
};
const onBattery = { direction: 'state', value: 4, level: 'warning', raisedAt: 2 * minute, clearedAt: null };
/** Safe for `expectedBy`: it looks at these columns only. */
const alarmOf = (more: object = {}): Alarm => ({ ...onBattery, ...more }) as unknown as Alarm;
const ups = { equipmentId: 'ups-a', quantity: 'ups-state', isVital: false };
const decide = (more: { alarm?: object; subject?: object; test?: Partial<AnnouncedTest>; now?: number } = {}) =>
  expectedBy({ ...ups, ...more.subject }, alarmOf(more.alarm), {
    tests: [{ ...black, ...more.test }],
    now: more.now ?? 3 * minute,
  });

describe('an alarm while a test is on', () => {
  it('is booked to the test when it is one that the scenario shows', () => {
    expect(decide()).toMatchObject({ kind: 'suppressed', by: black.id, until: 4 * minute, actor: 'Ada' });
    expect(decide().reason).toContain('Expected by test B, black building: main breaker');
  });

  it.each([
    ['comes from other equipment', { subject: { equipmentId: 'ups-b' } }],
    ['comes from no equipment', { subject: { equipmentId: null } }],
    ['says something else of it', { alarm: { value: 8, level: 'critical' } }],
    ['tells of missing data', { alarm: { direction: 'stale' } }],
    ['is vital', { subject: { isVital: true } }],
    ['was there before the test', { alarm: { raisedAt: minute - 1 } }],
    ['lasts longer than a set may take to carry', { now: 4 * minute }],
    ['is of a sign of another scenario', { test: { scenario: 'F' } }],
    ['comes when the test was ended', { test: { cancelledAt: 2 * minute } }],
    ['outlasts the test', { test: { until: 3 * minute } }],
    [
      'says that the battery is critical',
      { subject: { quantity: 'battery-charge' }, alarm: { direction: 'low', level: 'critical' } },
    ],
  ])('is a real one when it %s', (_, more) => {
    expect(decide(more).kind).toBe('none');
  });

  it('stays with the test once it is over, until the test ends', () => {
    expect(decide({ alarm: { clearedAt: 3 * minute }, now: 30 * minute })).toMatchObject({
      kind: 'suppressed',
      until: 61 * minute,
    });
  });
});

describe('scenarios', () => {
  it('name quantities and states that are there', () => {
    for (const { expects } of scenarios) {
      for (const { sign } of expects) {
        for (const [quantity, shown] of Object.entries(sign.shows)) {
          const states = quantityById(quantity)?.states?.map(({ id }) => id) ?? [];
          const known = [...states, 'low', 'high', ...(quantity === 'engine-state' ? ['no-start'] : [])];
          expect(quantityById(quantity), quantity).not.toBeNull();
          expect(known, `${sign.id} ${quantity}`).toEqual(expect.arrayContaining([...shown]));
        }
      }
    }
    expect(scenarios.map(({ id }) => id).join('')).toBe('ABCDEFGH');
  });
});
