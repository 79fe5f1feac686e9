import type { Random } from '../random/prng.ts';
import type { Firmware, Publication } from './firmware.ts';

/** An MQTT session as the network gives it. `close(false)` drops the line without a word, so that the will is published. */
export interface Socket {
  readonly publish: (publication: Publication, done?: () => void) => void;
  readonly close: (isGraceful: boolean) => void;
}

export interface SocketEvents {
  readonly opened: () => void;
  readonly closed: (reason: string) => void;
  readonly received: (message: { readonly topic: string; readonly payload: Uint8Array }) => void;
}

/** Opens a session. Events come later, never from inside this call. After `close` or `closed` no event comes any more. */
export type OpenSocket = (
  session: { readonly account: string; readonly will: Publication | null; readonly subscriptions: readonly string[] },
  events: SocketEvents,
) => Socket;

export interface ConnectionParams {
  readonly firmware: Firmware;
  readonly open: OpenSocket;
  readonly random: Random;
  readonly now: () => number;
  /** What the faults make of a message. */
  readonly spoil: (publication: Publication) => readonly Publication[];
  readonly isCut: () => boolean;
  readonly firstMs: number;
  /** Called when something happened that may change when the next tick is due. */
  readonly wake: () => void;
}

/** Keeps a device connected: tries again after 0.5 to 30 s, doubling, with jitter, so that a thousand devices do not return at once. */
export interface Connection {
  readonly tick: (now: number) => number;
  readonly drop: () => void;
  readonly stop: (now: number) => void;
  readonly isOpen: () => boolean;
  readonly lastProblem: () => string | null;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

export function createConnection(params: ConnectionParams): Connection {
  const { firmware } = params;
  let socket: Socket | null = null;
  let isOpen = false;
  let session = 0;
  let waitMs = FIRST_WAIT_MS;
  let tryAt: number | null = params.now() + params.firstMs;
  let problem: string | null = null;

  const lose = (reason: string | null) => {
    const wasOpen = isOpen;
    socket = null;
    isOpen = false;
    session += 1;
    problem = reason;
    tryAt = params.now() + waitMs * (0.5 + params.random.next());
    waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2);
    if (wasOpen) firmware.disconnected(params.now());
    params.wake();
  };

  const publish = (publication: Publication, done?: () => void) => {
    const leaving = params.spoil(publication);
    if (leaving.length === 0) done?.();
    leaving.forEach((each, index) => {
      socket?.publish(each, index === leaving.length - 1 ? done : undefined);
    });
  };

  const open = () => {
    const mine = session;
    tryAt = null;
    const whenMine = (work: () => void) => {
      if (mine === session) work();
    };
    socket = params.open(
      { account: firmware.account, will: firmware.will(params.now()), subscriptions: firmware.subscriptions },
      {
        opened: () =>
          whenMine(() => {
            isOpen = true;
            waitMs = FIRST_WAIT_MS;
            problem = null;
            firmware.connected({ publish }, params.now());
            params.wake();
          }),
        closed: (reason) => whenMine(() => lose(reason)),
        received: (message) => whenMine(() => firmware.received(message, params.now())),
      },
    );
  };

  return {
    tick: (now) => {
      const isCut = params.isCut();
      if (isCut && socket !== null) {
        socket.close(false);
        lose('cut');
      }
      if (!isCut && tryAt !== null && now >= tryAt) open();
      return tryAt === null || isCut ? Number.POSITIVE_INFINITY : tryAt;
    },
    drop: () => {
      if (socket === null) return;
      socket.close(false);
      lose('dropped');
    },
    stop: (now) => {
      tryAt = null;
      session += 1;
      if (isOpen) firmware.stop(now);
      socket?.close(true);
      socket = null;
      isOpen = false;
    },
    isOpen: () => isOpen,
    lastProblem: () => problem,
  };
}
