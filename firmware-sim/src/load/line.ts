import { connect } from 'node:net';
import {
  connectPacket,
  disconnectPacket,
  type Login,
  pingPacket,
  pubackPacket,
  publishPacket,
  readPackets,
  subscribePacket,
} from './wire.ts';

const KEEPALIVE_SECONDS = 60;
const MOST_IDS = 65_535;

/** One connection that keeps up to `inFlight` QoS 1 messages under way and writes many in one go. */
export interface Line {
  /** How many more may be given now. */
  readonly room: () => number;
  /** Adds a message to the next write. `acked` is called at its PUBACK. */
  readonly push: (topic: Buffer, payload: string, acked: () => void) => void;
  readonly flush: () => void;
  readonly close: () => void;
}

export interface LineParams {
  readonly host: string;
  readonly port: number;
  readonly login: Login;
  readonly subscriptions: readonly string[];
  readonly inFlight: number;
  readonly received: (topic: string, payload: Buffer) => void;
  /** There is room again. */
  readonly drained: () => void;
  readonly failed: (reason: string) => void;
}

/** Resolves when the broker let it in and granted the subscriptions. */
export function openLine(params: LineParams): Promise<Line> {
  const socket = connect({ host: params.host, port: params.port, noDelay: true });
  const waiting = new Map<number, () => void>();
  let rest: Buffer = Buffer.alloc(0);
  let nextId = 1;
  let pending: Buffer[] = [];
  let isClosed = false;
  const flush = () => {
    if (pending.length === 0) return;
    socket.write(pending.length === 1 ? (pending[0] ?? '') : Buffer.concat(pending));
    pending = [];
  };
  const ping = setInterval(() => socket.write(pingPacket), (KEEPALIVE_SECONDS * 1000) / 2);
  const line: Line = {
    room: () => (isClosed ? 0 : params.inFlight - waiting.size),
    push: (topic, payload, acked) => {
      while (waiting.has(nextId)) nextId = (nextId % MOST_IDS) + 1;
      waiting.set(nextId, acked);
      pending.push(publishPacket(topic, nextId, payload));
      nextId = (nextId % MOST_IDS) + 1;
    },
    flush,
    close: () => {
      isClosed = true;
      clearInterval(ping);
      socket.end(disconnectPacket);
    },
  };
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      clearInterval(ping);
      if (!isClosed) params.failed(reason);
      isClosed = true;
      socket.destroy();
      reject(new Error(reason));
    };
    socket.on('connect', () => socket.write(connectPacket(params.login, KEEPALIVE_SECONDS)));
    socket.on('error', (error) => fail(error.message));
    socket.on('close', () => fail('the broker closed the connection'));
    socket.on('data', (chunk: Buffer) => {
      let acked = 0;
      rest = readPackets(rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk, (incoming) => {
        if (incoming.kind === 'puback') {
          waiting.get(incoming.id)?.();
          if (waiting.delete(incoming.id)) acked += 1;
        } else if (incoming.kind === 'publish') {
          if (incoming.id !== null) pending.push(pubackPacket(incoming.id));
          params.received(incoming.topic, incoming.payload);
        } else if (incoming.kind === 'connack') {
          if (incoming.code !== 0) fail(`the broker refused the login (code ${incoming.code})`);
          else if (params.subscriptions.length === 0) resolve(line);
          else socket.write(subscribePacket(MOST_IDS, params.subscriptions));
        } else if (incoming.isGranted) resolve(line);
        else fail('the broker refused the subscription');
      });
      if (acked > 0) params.drained();
      flush();
    });
  });
}
