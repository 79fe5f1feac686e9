import type { OpenSocket, SocketEvents } from '../devices/connection.ts';
import { json, type Publication } from '../devices/firmware.ts';

/** One message of a virtual run. `at` in milliseconds since 1970 of virtual time. */
export interface Sent extends Publication {
  readonly at: number;
  readonly account: string;
}

/** A broker and a host without a network: every connection succeeds, every message is taken, everything native is stored and acked. */
export interface VirtualBroker {
  readonly open: OpenSocket;
  /** Delivers what is under way. Call after each step. */
  readonly settle: () => void;
  readonly isPending: () => boolean;
}

const NATIVE = /^wachter\/v1\/([a-z0-9-]+)\/(?:data|event)$/;

export function createVirtualBroker(params: {
  readonly now: () => number;
  readonly sink: (sent: Sent) => void;
  /** False: nothing is ever acked, as when the database is away. */
  readonly acks: () => boolean;
}): VirtualBroker {
  const underWay: (() => void)[] = [];
  const due = new Set<string>();
  const acks = new Map<string, { readonly events: SocketEvents; readonly boot: string; seq: number }>();
  const noteForAck = (publication: Publication, events: SocketEvents) => {
    const device = NATIVE.exec(publication.topic)?.[1];
    if (device === undefined || !params.acks()) return;
    const head = /^\{"boot":"([0-9a-f]+)","seq":(\d+)/.exec(new TextDecoder().decode(publication.payload.subarray(0, 64)));
    if (head?.[1] === undefined) return;
    const before = acks.get(device);
    const seq = Number(head[2]);
    if (before?.boot === head[1] && seq !== before.seq + 1) return;
    acks.set(device, { events, boot: head[1], seq });
    due.add(device);
  };
  const sendAcks = () => {
    for (const device of due) {
      const ack = acks.get(device);
      if (ack === undefined) continue;
      const payload = json({ boot: ack.boot, seq: ack.seq });
      underWay.push(() => ack.events.received({ topic: `wachter/v1/${device}/ack`, payload }));
    }
    due.clear();
  };
  return {
    open: (session, events) => {
      let isClosed = false;
      underWay.push(() => !isClosed && events.opened());
      return {
        publish: (publication, done) => {
          params.sink({ at: params.now(), account: session.account, ...publication });
          noteForAck(publication, events);
          if (done) underWay.push(() => !isClosed && done());
        },
        close: (isGraceful) => {
          isClosed = true;
          if (!isGraceful && session.will) params.sink({ at: params.now(), account: session.account, ...session.will });
        },
      };
    },
    settle: () => {
      sendAcks();
      for (let work = underWay.shift(); work !== undefined; work = underWay.shift()) work();
    },
    isPending: () => underWay.length > 0 || due.size > 0,
  };
}
