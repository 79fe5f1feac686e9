import { describe, expect, it } from 'vitest';
import type { AlarmRow } from './alarm-rows.ts';
import { incidentGroups, listItems } from './incident-groups.ts';

const row = (id: string, second: number, change: Partial<AlarmRow> = {}): AlarmRow => ({
  ...{ id, activation: 1, priority: 'high', state: 'unacknowledged', withheld: 'none', withheldUntil: null },
  ...{ sentence: id, roomId: 'hall-a', place: 'Hall A', activatedAt: second * 1000, clearedAt: null, acknowledgedBy: null },
  ...{ acknowledgedAt: null, comment: null, isLate: false, remark: null, pointId: 1, deviceId: null, canAcknowledge: true },
  ...{ needsComment: false, canReset: false, response: null, respondWithinMinutes: null },
  ...{ raisedAt: second * 1000, incidentId: 'a', ...change },
});

describe('alarms by incident', () => {
  it('put the first to happen on top and the others beneath by room, with how much later they came', () => {
    const rows = [row('d', 40, { roomId: 'hall-b', place: 'Hall B' }), row('c', 12), row('a', 0), row('b', 5)];
    const [group, ...more] = incidentGroups(rows);
    expect(more).toEqual([]);
    expect(group).toMatchObject({ root: { id: 'a' }, count: 4 });
    expect(group?.rooms.map(({ place, rows: own }) => [place, own.map(({ id }) => id)])).toEqual([
      ['Hall A', ['b', 'c']],
      ['Hall B', ['d']],
    ]);
    const closed = listItems(incidentGroups(rows), new Set());
    expect(closed.map(({ kind }) => kind)).toEqual(['incident', 'line', 'room', 'room']);
    const open = listItems(incidentGroups(rows), new Set(['a hall-a']));
    expect(open.flatMap((item) => (item.kind === 'line' ? [[item.row.id, item.followsMs]] : []))).toEqual([
      ['a', null],
      ['b', 5_000],
      ['c', 12_000],
    ]);
  });

  it('keep the order of the list between incidents, and leave an alarm alone that stands alone', () => {
    const rows = [row('x', 90, { incidentId: null }), row('z', 70, { incidentId: 'y' }), row('y', 60, { incidentId: 'y' })];
    expect(incidentGroups(rows).map(({ root }) => root.id)).toEqual(['x', 'y']);
    expect(listItems(incidentGroups(rows), new Set()).map(({ kind }) => kind)).toEqual(['line', 'incident', 'line', 'room']);
  });

  it('are led by the earliest that is left when the first is over', () => {
    const rows = [row('c', 9, { incidentId: 'gone' }), row('b', 5, { incidentId: 'gone' })];
    expect(incidentGroups(rows)[0]?.root.id).toBe('b');
  });
});
