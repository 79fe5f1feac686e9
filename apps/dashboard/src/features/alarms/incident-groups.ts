import type { Instant } from '@wachter/core';
import type { AlarmRow } from './alarm-rows.ts';

/** Alarms of one incident in one room, in the order in which they came. */
export interface RoomGroup {
  readonly key: string;
  readonly place: string;
  readonly rows: readonly AlarmRow[];
}

/** What began together: the first to happen, and what followed it by room, the room that was hit first before the others. */
export interface IncidentGroup {
  readonly key: string;
  readonly root: AlarmRow;
  readonly rooms: readonly RoomGroup[];
  readonly count: number;
}

/** One entry of the grouped list. `followsMs`: so long after the first of its incident. */
export type ListItem =
  | { readonly kind: 'line'; readonly row: AlarmRow; readonly followsMs: number | null }
  | { readonly kind: 'incident'; readonly group: IncidentGroup; readonly since: Instant }
  | { readonly kind: 'room'; readonly room: RoomGroup; readonly isOpen: boolean };

const byTime = (a: AlarmRow, b: AlarmRow): number => a.raisedAt - b.raisedAt || (a.id < b.id ? -1 : 1);

/** Rows by a key, in the order in which the keys were first met. */
function collected(rows: readonly AlarmRow[], keyOf: (row: AlarmRow) => string): readonly (readonly AlarmRow[])[] {
  const groups = new Map<string, AlarmRow[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return [...groups.values()];
}

/** Incidents in the order of the list: the one whose alarm stands first comes first. The root is what others name as their first, else the earliest. */
export const incidentGroups = (rows: readonly AlarmRow[]): readonly IncidentGroup[] =>
  collected(rows, (row) => row.incidentId ?? row.id).flatMap((members) => {
    const [earliest] = members.toSorted(byTime);
    const root = members.find((row) => row.id === row.incidentId) ?? earliest;
    if (!root) return [];
    const followers = members.filter((row) => row !== root).toSorted(byTime);
    const rooms = collected(followers, (row) => row.roomId ?? '').map((own) => ({
      key: `${root.id} ${own[0]?.roomId ?? ''}`,
      place: own[0]?.place ?? '',
      rows: own,
    }));
    return [{ key: root.id, root, rooms, count: members.length }];
  });

/** What the list shows: every root, and under it the rooms, with the lines of those that are open. */
export function listItems(groups: readonly IncidentGroup[], openRooms: ReadonlySet<string>): readonly ListItem[] {
  return groups.flatMap((group): ListItem[] => {
    const { root, rooms } = group;
    const line = { kind: 'line', row: root, followsMs: null } as const;
    if (rooms.length === 0) return [line];
    return [
      { kind: 'incident', group, since: root.raisedAt },
      line,
      ...rooms.flatMap((room): ListItem[] => {
        const isOpen = openRooms.has(room.key);
        const lines = isOpen
          ? room.rows.map((row) => ({ kind: 'line', row, followsMs: Math.max(0, row.raisedAt - root.raisedAt) }) as const)
          : [];
        return [{ kind: 'room', room, isOpen }, ...lines];
      }),
    ];
  });
}
