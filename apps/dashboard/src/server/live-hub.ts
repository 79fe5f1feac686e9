import type { Instant, LiveSnapshot, PathHealth } from '@wachter/core';
import type { LiveStore } from '@wachter/services/ports/live-store';
import type { LiveEventName, LiveEvents } from '../live/frames.ts';
import { applyDeltas, fromSnapshot } from '../live/live-state.ts';
import type { Audience } from './audience.ts';

/** Where frames go. `queuedBytes` is what the client has not taken yet. */
export interface Sink {
  readonly send: (frame: Uint8Array) => void;
  readonly queuedBytes: () => number;
  readonly end: () => void;
}

export interface HubDeps {
  readonly live: LiveStore;
  /** Revision of the site model, to tell pages that it was edited. */
  readonly modelRevision: () => Promise<string>;
  readonly now: () => Instant;
  /** Calls back each second; returns its stop. */
  readonly everySecond: (tick: () => void) => () => void;
  readonly onError: (error: unknown) => void;
  readonly onFrame?: (bytes: number) => void;
  readonly onEnd?: (reason: string) => void;
  readonly onClients?: (count: number) => void;
}

/** A client that has this much waiting is slower than the news: it is ended and comes back to a snapshot. */
export const mostQueuedBytes = 4 * 1024 * 1024;
/** A database that has not answered for this long is told to be away. */
const awayAfterMs = 3_000;

type Data = ReturnType<typeof fromSnapshot>;
interface Client {
  readonly audience: Audience;
  readonly sink: Sink;
  hasSnapshot: boolean;
}

const encoder = new TextEncoder();
const frameOf = <N extends LiveEventName>(name: N, event: LiveEvents[N]): Uint8Array =>
  encoder.encode(`event: ${name}\ndata: ${JSON.stringify(event)}\n\n`);

export interface LiveHub {
  /** A heartbeat at once, a snapshot as soon as there is one, then changes. Returns the unsubscribe. */
  readonly subscribe: (audience: Audience, sink: Sink) => () => void;
  readonly clients: () => number;
}

/**
 * One reader of the database for all screens of this process. Polling each second is the truth, a notification only says "look now".
 * Runs while somebody looks. A frame is made once per audience, whatever the number of clients.
 */
export function createLiveHub(deps: HubDeps): LiveHub {
  const clients = new Set<Client>();
  let data: Data | null = null;
  let version = -1;
  let health: PathHealth = { ingestAliveAt: null, isBrokerConnected: false, lastReadingAt: null, readingsLastMinute: 0 };
  let clockOffsetMs = 0;
  let answeredAt = deps.now();
  let modelRevision: string | null = null;
  let generation = 0;
  let polling: Promise<void> | null = null;
  let isPollWanted = false;
  let stops: readonly (() => void)[] = [];

  const serverNow = () => deps.now() + clockOffsetMs;
  const end = (client: Client, reason: 'too-slow' | 'stopping') => {
    if (!clients.delete(client)) return;
    client.sink.send(frameOf('closing', { reason }));
    client.sink.end();
    deps.onEnd?.(reason);
    settle();
  };
  const send = (client: Client, frame: Uint8Array) => {
    if (client.sink.queuedBytes() + frame.length > mostQueuedBytes) return end(client, 'too-slow');
    client.sink.send(frame);
    deps.onFrame?.(frame.length);
  };
  const broadcast = (to: readonly Client[], make: (audience: Audience) => Uint8Array | null) => {
    const frames = new Map<string, Uint8Array | null>();
    for (const client of to) {
      const { key } = client.audience;
      if (!frames.has(key)) frames.set(key, make(client.audience));
      const frame = frames.get(key);
      if (frame) send(client, frame);
    }
  };
  const sendSnapshots = () => {
    const known = data;
    if (!known) return;
    const waiting = [...clients].filter((client) => !client.hasSnapshot);
    for (const client of waiting) client.hasSnapshot = true;
    broadcast(waiting, (audience) => frameOf('snapshot', audience.snapshot(snapshotOf(known))));
  };
  const snapshotOf = (known: Data): LiveSnapshot => ({
    version,
    serverNow: serverNow(),
    points: [...known.points.values()],
    alarms: [...known.alarms.values()],
    devices: [...known.devices.values()],
    health,
  });
  const heartbeat = () => {
    const silentMs = deps.now() - answeredAt;
    const databaseAwaySince = silentMs >= awayAfterMs ? answeredAt + clockOffsetMs : null;
    return frameOf('heartbeat', { version, serverNow: serverNow(), health, databaseAwaySince, modelRevision });
  };

  const read = async (mine: number) => {
    const told = await deps.live.health();
    const revision = await deps.modelRevision();
    const isFirst = data === null;
    const first = isFirst ? await deps.live.snapshot() : null;
    const changes = isFirst ? null : await deps.live.changesSince(version);
    if (mine !== generation) return;
    const { serverNow: at, ...path } = told;
    clockOffsetMs = at - deps.now();
    answeredAt = deps.now();
    health = path;
    modelRevision = revision;
    if (first) {
      data = fromSnapshot(first);
      version = first.version;
    } else if (changes && data) {
      const before = data;
      const { points, alarms, devices } = changes;
      version = Math.max(version, changes.version);
      data = applyDeltas(data, [{ version, serverNow: serverNow(), points, alarms, devices }]);
      const after = data;
      if (after.points !== before.points || after.alarms !== before.alarms || after.devices !== before.devices)
        broadcast(
          [...clients].filter((client) => client.hasSnapshot),
          (audience) => {
            const seen = audience.delta({ version, serverNow: serverNow(), points, alarms, devices });
            return seen === null ? null : frameOf('delta', seen);
          },
        );
    }
    sendSnapshots();
  };
  const poll = (): void => {
    if (polling) {
      isPollWanted = true;
      return;
    }
    const mine = generation;
    polling = read(mine)
      .catch((error: unknown) => {
        if (mine === generation) deps.onError(error);
      })
      .finally(() => {
        polling = null;
        const again = isPollWanted || mine !== generation;
        isPollWanted = false;
        if (again && clients.size > 0) poll();
      });
  };

  const start = () => {
    data = null;
    version = -1;
    answeredAt = deps.now();
    stops = [
      deps.live.listen(poll),
      deps.everySecond(() => {
        broadcast([...clients], heartbeat);
        poll();
      }),
    ];
    poll();
  };
  const settle = () => {
    deps.onClients?.(clients.size);
    if (clients.size > 0 || stops.length === 0) return;
    for (const stop of stops) stop();
    stops = [];
    generation += 1;
  };

  return {
    subscribe: (audience, sink) => {
      const client: Client = { audience, sink, hasSnapshot: false };
      clients.add(client);
      deps.onClients?.(clients.size);
      if (stops.length === 0) start();
      send(client, heartbeat());
      sendSnapshots();
      return () => {
        if (clients.delete(client)) settle();
      };
    },
    clients: () => clients.size,
  };
}
