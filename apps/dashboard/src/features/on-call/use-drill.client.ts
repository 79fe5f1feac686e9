'use client';
import { useEffect, useState } from 'react';
import { useLive } from '../../live/use-live.client.ts';
import { watchDrill } from './actions.ts';
import type { DrillReport } from './view.ts';

const readAgainMs = 2_000;
/** After this time nobody waits for a press any more, and the page need not ask. */
const watchedForMs = 30 * 60_000;

const isOpen = ({ hops }: DrillReport): boolean =>
  hops.some(
    ({ state, person, acknowledgedAt }) => state === 'queued' || (state === 'sent' && person !== null && acknowledgedAt === null),
  );

/** An exercise as it stands, read again while messages are under way or presses may come. */
export function useDrill(drill: DrillReport): DrillReport {
  const [seen, setSeen] = useState(drill);
  const shown = seen.id === drill.id ? seen : drill;
  const turn = useLive((state) =>
    isOpen(shown) && state.serverNow < drill.startedAt + watchedForMs ? Math.floor(state.serverNow / readAgainMs) : 0,
  );
  useEffect(() => {
    if (turn === 0) return;
    let isWanted = true;
    watchDrill(drill.id).then(
      (found) => isWanted && found.ok && setSeen(found.value),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [drill.id, turn]);
  return shown;
}
