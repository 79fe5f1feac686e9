import type { Audience } from './audience.ts';
import { frameOf } from './frame.ts';

/** Where frames go. `queuedBytes` is what the client has not taken yet. */
export interface Sink {
  readonly send: (frame: Uint8Array<ArrayBuffer>) => void;
  readonly queuedBytes: () => number;
  readonly end: () => void;
}

/** A client that has this much waiting beside the present it was sent is slower than the news: it is ended and comes back to a snapshot. */
export const mostQueuedBytes = 4 * 1024 * 1024;

export interface Client {
  readonly audience: Audience;
  readonly sink: Sink;
  hasSnapshot: boolean;
  /** What the present weighed that it was sent: on a slow line that alone takes its time. */
  presentBytes: number;
}

export interface ClientCounts {
  readonly onFrame?: (bytes: number) => void;
  readonly onEnd?: (reason: string) => void;
  readonly onClients?: (count: number) => void;
}

/** Everybody who looks. A frame is made once per audience, whatever the number of clients. */
export function createClients({ onFrame, onEnd, onClients }: ClientCounts, onLastGone: () => void) {
  const all = new Set<Client>();
  const remove = (client: Client) => {
    if (!all.delete(client)) return;
    onClients?.(all.size);
    if (all.size === 0) onLastGone();
  };
  const end = (client: Client, reason: 'too-slow' | 'stopping') => {
    if (!all.has(client)) return;
    client.sink.send(frameOf('closing', { reason }));
    client.sink.end();
    onEnd?.(reason);
    remove(client);
  };
  const send = (client: Client, frame: Uint8Array<ArrayBuffer>) => {
    if (!all.has(client)) return;
    if (client.sink.queuedBytes() + frame.length > mostQueuedBytes + client.presentBytes) return end(client, 'too-slow');
    client.sink.send(frame);
    onFrame?.(frame.length);
  };
  return {
    count: () => all.size,
    add: (audience: Audience, sink: Sink): Client => {
      const client = { audience, sink, hasSnapshot: false, presentBytes: 0 };
      all.add(client);
      onClients?.(all.size);
      return client;
    },
    remove,
    send,
    end,
    endAll: (reason: 'stopping') => {
      for (const client of [...all]) end(client, reason);
    },
    /** The present, to whom it is meant: however much it is, they may have it waiting. */
    present: (isMeant: (client: Client) => boolean, make: (audience: Audience) => readonly Uint8Array<ArrayBuffer>[]) => {
      const made = new Map<string, readonly Uint8Array<ArrayBuffer>[]>();
      for (const client of [...all].filter(isMeant)) {
        const frames = made.get(client.audience.key) ?? make(client.audience);
        made.set(client.audience.key, frames);
        client.presentBytes = frames.reduce((sum, frame) => sum + frame.length, 0);
        for (const frame of frames) send(client, frame);
      }
    },
    broadcast: (isMeant: (client: Client) => boolean, make: (audience: Audience) => Uint8Array<ArrayBuffer> | null) => {
      const frames = new Map<string, Uint8Array<ArrayBuffer> | null>();
      for (const client of [...all].filter(isMeant)) {
        const { key } = client.audience;
        if (!frames.has(key)) frames.set(key, make(client.audience));
        const frame = frames.get(key);
        if (frame) send(client, frame);
      }
    },
  };
}
