import type { BrokerLine, LineSettings } from '../src/mqtt/connection.ts';
import type { Delivery, Epoch } from '../src/mqtt/delivery.ts';

interface Kept {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly messageId: number;
  isSent: boolean;
}

/** A broker with one persistent session, without a network: keeps what is not acknowledged, delivers it again on the next connection. */
export interface FakeBroker {
  readonly line: (settings: LineSettings) => BrokerLine;
  readonly publish: (topic: string, body: unknown, options?: { readonly retain?: boolean; readonly qos?: 0 | 1 }) => void;
  /** The line drops; the session stays, unless it is lost. */
  readonly drop: (what?: { readonly isSessionLost?: boolean }) => void;
  /** The broker goes away, and comes back. */
  readonly disconnect: () => void;
  readonly reconnect: (what?: { readonly isSessionLost?: boolean }) => void;
  /** Cuts every line without telling anybody, as when the process behind it died. */
  readonly orphan: () => void;
  readonly unacknowledged: () => number;
  readonly acknowledged: readonly number[];
  readonly published: { readonly topic: string; readonly payload: string }[];
}

export function createFakeBroker(): FakeBroker {
  const kept: Kept[] = [];
  const retained = new Map<string, Uint8Array>();
  const acknowledged: number[] = [];
  const published: { topic: string; payload: string }[] = [];
  let nextId = 0;
  let open: { readonly settings: LineSettings; readonly epoch: Epoch; isHeld: boolean } | null = null;
  let hasSession = false;
  let away: LineSettings | null = null;

  const deliveryOf = (
    item: Pick<Kept, 'topic' | 'payload'>,
    how: Pick<Delivery, 'epoch' | 'isDuplicate' | 'isRetained' | 'messageId'>,
    now: number,
  ): Delivery => ({
    topic: item.topic,
    payload: item.payload,
    receivedAt: now,
    ...how,
  });

  /** Sends what waits, as far as the receiver has room. */
  const flow = () => {
    for (const item of [...kept]) {
      if (!open || item.isSent) continue;
      if (!open.settings.hasRoom()) {
        open.isHeld = true;
        return;
      }
      item.isSent = true;
      const isDuplicate = redelivered.has(item);
      open.settings.deliver(
        deliveryOf(item, { epoch: open.epoch, isDuplicate, isRetained: false, messageId: item.messageId }, open.settings.now()),
      );
    }
    if (open) open.isHeld = false;
  };
  const redelivered = new Set<Kept>();

  const connect = (settings: LineSettings) => {
    const epoch = Symbol('connection');
    open = { settings, epoch, isHeld: false };
    const isSessionPresent = hasSession;
    hasSession = true;
    for (const item of kept) {
      if (item.isSent) redelivered.add(item);
      item.isSent = false;
    }
    settings.connected(epoch, isSessionPresent);
    if (!isSessionPresent) {
      for (const [topic, payload] of retained) {
        settings.deliver(
          deliveryOf({ topic, payload }, { epoch, isDuplicate: false, isRetained: true, messageId: null }, settings.now()),
        );
      }
    }
    flow();
  };

  const line = (settings: LineSettings): BrokerLine => {
    let isWanted = false;
    let connections = 0;
    return {
      open: () => {
        if (isWanted && open?.settings === settings) return;
        isWanted = true;
        connections += 1;
        connect(settings);
      },
      close: async () => {
        isWanted = false;
        if (open?.settings === settings) open = null;
        settings.disconnected();
      },
      acknowledge: (deliveries) => {
        if (open?.settings !== settings) return;
        for (const { messageId, epoch } of deliveries) {
          const index = kept.findIndex((item) => item.messageId === messageId);
          if (messageId === null || epoch !== open.epoch || index < 0) continue;
          kept.splice(index, 1);
          acknowledged.push(messageId);
        }
      },
      resume: () => {
        if (open?.settings === settings && open.isHeld) flow();
      },
      publish: (topic, payload) => {
        if (open?.settings === settings) published.push({ topic, payload: Buffer.from(payload).toString() });
      },
      status: () => ({
        isConnected: open?.settings === settings,
        isListening: open?.settings === settings,
        isHeld: open?.isHeld ?? false,
        connections,
        lostSessions: 0,
        refusedFilters: [],
        problem: null,
      }),
    };
  };

  return {
    line,
    publish: (topic, body, { retain = false, qos = 1 } = {}) => {
      const payload = body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
      if (retain) retained.set(topic, payload);
      if (qos === 0) {
        if (open)
          open.settings.deliver(
            deliveryOf(
              { topic, payload },
              { epoch: open.epoch, isDuplicate: false, isRetained: false, messageId: null },
              open.settings.now(),
            ),
          );
        return;
      }
      nextId += 1;
      kept.push({ topic, payload, messageId: nextId, isSent: false });
      flow();
    },
    drop: ({ isSessionLost = false } = {}) => {
      const was = open;
      open = null;
      if (isSessionLost) {
        hasSession = false;
        kept.length = 0;
      }
      if (!was) return;
      was.settings.disconnected();
      connect(was.settings);
    },
    disconnect: () => {
      away = open?.settings ?? null;
      open = null;
      away?.disconnected();
    },
    reconnect: ({ isSessionLost = false } = {}) => {
      if (isSessionLost) {
        hasSession = false;
        kept.length = 0;
      }
      if (away) connect(away);
    },
    orphan: () => {
      open = null;
    },
    unacknowledged: () => kept.length,
    acknowledged,
    published,
  };
}
