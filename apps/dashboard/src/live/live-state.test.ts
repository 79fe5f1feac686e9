import { describe, expect, it } from 'vitest';
import { alarm, pointState, snapshot, startedAt } from '../../test/live-sample.ts';
import { applyDeltas, fromSnapshot, withoutSettled } from './live-state.ts';

const serverNow = startedAt;

describe('the live state', () => {
  it('takes newer rows and leaves older and equal ones', () => {
    const data = fromSnapshot(snapshot({ points: [pointState(1, 20, 5), pointState(2, 30, 5)] }));
    const next = applyDeltas(data, [{ version: 6, serverNow, points: [pointState(1, 21, 6), pointState(2, 99, 4)] }]);
    expect(next.points.get(1)?.value).toBe(21);
    expect(next.points.get(2)?.value).toBe(30);
  });

  it('keeps the very same map when nothing is newer, so that nothing renders', () => {
    const data = fromSnapshot(snapshot({ points: [pointState(1, 20, 5)], alarms: [alarm('a')] }));
    const next = applyDeltas(data, [{ version: 5, serverNow, points: [pointState(1, 20, 5)], alarms: [alarm('a')] }]);
    expect(next.points).toBe(data.points);
    expect(next.alarms).toBe(data.alarms);
  });

  it('keeps the newest of several rows of one point, whatever their order', () => {
    const data = fromSnapshot(snapshot());
    const next = applyDeltas(data, [
      { version: 8, serverNow, points: [pointState(1, 8, 8)] },
      { version: 7, serverNow, points: [pointState(1, 7, 7)] },
    ]);
    expect(next.points.get(1)?.value).toBe(8);
  });

  it('forgets alarms ten minutes after they became normal, and never one that is not', () => {
    const alarms = new Map(
      [
        alarm('open'),
        alarm('returned', { clearedAt: startedAt }),
        alarm('over', { clearedAt: startedAt, acknowledgedAt: startedAt, acknowledgedActivation: 1 }),
      ].map((one) => [one.id, one]),
    );
    expect(withoutSettled(alarms, startedAt + 600_000)).toBe(alarms);
    expect([...withoutSettled(alarms, startedAt + 600_001).keys()]).toEqual(['open', 'returned']);
  });
});
