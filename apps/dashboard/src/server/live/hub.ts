import type { LiveDelta } from '@wachter/core';
import type { LiveStore } from '@wachter/services/ports/live-store';
import type { Audience } from './audience.ts';
import { type ClientCounts, createClients, type Sink } from './clients.ts';
import { frameOf, presentFrames } from './frame.ts';
import { createPresent, type Present, type PresentDeps } from './present.ts';

export interface HubDeps extends PresentDeps, ClientCounts {
  readonly live: LiveStore;
  /** Calls back each second; returns its stop. */
  readonly everySecond: (tick: () => void) => () => void;
  readonly onError: (error: unknown) => void;
}

export interface LiveHub {
  /** A heartbeat at once, a snapshot as soon as there is one, then changes. Returns the unsubscribe. */
  readonly subscribe: (audience: Audience, sink: Sink) => () => void;
  readonly clients: () => number;
  /** Ends every stream, and each that still comes: the process wants to stop, and it waits for open answers. */
  readonly stop: () => void;
}

/** Calls `work` and, when called again meanwhile, once more afterwards: never two at a time, never a wish forgotten. */
function oneAtATime(work: () => Promise<void>): () => void {
  let running = false;
  let wanted = false;
  const run = async () => {
    running = true;
    do {
      wanted = false;
      await work();
    } while (wanted);
    running = false;
  };
  return () => {
    wanted = true;
    if (!running) void run();
  };
}

/**
 * One reader of the database for all screens of this process. Polling each second is the truth, a notification only says "look now".
 * Runs while somebody looks.
 */
export function createLiveHub(deps: HubDeps): LiveHub {
  let isStopping = false;
  let running: { readonly present: Present; readonly stop: () => void } | null = null;
  const clients = createClients(deps, () => {
    running?.stop();
    running = null;
  });
  const catchUp = (present: Present) => {
    const snapshot = present.snapshot();
    if (!snapshot) return;
    clients.present(
      (client) => {
        const isNew = !client.hasSnapshot;
        client.hasSnapshot = true;
        return isNew;
      },
      (audience) => presentFrames(audience.snapshot(snapshot)),
    );
  };
  const tell = (delta: LiveDelta) =>
    clients.broadcast(
      (client) => client.hasSnapshot,
      (audience) => {
        const seen = audience.delta(delta);
        return seen && frameOf('delta', seen);
      },
    );
  const start = () => {
    const present = createPresent(deps);
    const isCurrent = () => running?.present === present;
    const poll = oneAtATime(async () => {
      try {
        const delta = await present.read();
        if (!isCurrent()) return;
        if (delta) tell(delta);
        catchUp(present);
      } catch (error) {
        if (isCurrent()) deps.onError(error);
      }
    });
    const stops = [
      deps.live.listen(poll),
      deps.everySecond(() => {
        const frame = frameOf('heartbeat', present.heartbeat());
        clients.broadcast(
          () => true,
          () => frame,
        );
        poll();
      }),
    ];
    running = {
      present,
      stop: () => {
        for (const stop of stops) stop();
      },
    };
    poll();
    return running;
  };

  return {
    subscribe: (audience, sink) => {
      const client = clients.add(audience, sink);
      if (isStopping) clients.end(client, 'stopping');
      if (isStopping) return () => undefined;
      const { present } = running ?? start();
      clients.send(client, frameOf('heartbeat', present.heartbeat()));
      catchUp(present);
      return () => clients.remove(client);
    },
    clients: clients.count,
    stop: () => {
      isStopping = true;
      clients.endAll('stopping');
    },
  };
}
