'use client';
import { useCallback, useMemo, useState } from 'react';
import { useFlood } from '../../live/use-live.client.ts';
import type { AlarmRow } from './alarm-rows.ts';
import { incidentGroups, type ListItem, listItems } from './incident-groups.ts';

/** The list by incident while a flood is on, or when somebody wants it so; else line by line. `visible`: the lines that are shown. */
export function useGrouping(rows: readonly AlarmRow[]) {
  const isFlood = useFlood().since !== null;
  const [wanted, setGrouped] = useState<boolean | null>(null);
  const [openRooms, setOpenRooms] = useState<ReadonlySet<string>>(new Set());
  const isGrouped = wanted ?? isFlood;
  const items = useMemo(
    (): readonly ListItem[] =>
      isGrouped ? listItems(incidentGroups(rows), openRooms) : rows.map((row) => ({ kind: 'line', row, followsMs: null })),
    [rows, isGrouped, openRooms],
  );
  const visible = useMemo(() => items.flatMap((item) => (item.kind === 'line' ? [item.row] : [])), [items]);
  const toggleRoom = useCallback(
    (key: string) => setOpenRooms((known) => new Set(known.has(key) ? [...known].filter((one) => one !== key) : [...known, key])),
    [],
  );
  return { isGrouped, setGrouped, items, visible, toggleRoom };
}
