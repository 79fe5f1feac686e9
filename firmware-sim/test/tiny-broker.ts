import { createServer, type Socket } from 'node:net';
import { generate, type IConnectPacket, type IPublishPacket, type Packet, parser } from 'mqtt-packet';

/** A broker of one test: takes everything, and plays the host that stores and acks each native message. */
export interface TinyBroker {
  readonly port: number;
  readonly published: IPublishPacket[];
  readonly connected: IConnectPacket[];
  /** Resolves when `isTrue` holds, looked at after every packet. */
  readonly until: (isTrue: () => boolean) => Promise<void>;
  /** Breaks every connection without a word. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

export function startTinyBroker(options: { readonly refuses?: string } = {}): Promise<TinyBroker> {
  const published: IPublishPacket[] = [];
  const connected: IConnectPacket[] = [];
  const sockets = new Set<Socket>();
  const waiting: { isTrue: () => boolean; resolve: () => void }[] = [];
  const look = () => {
    for (const one of [...waiting]) {
      if (!one.isTrue()) continue;
      waiting.splice(waiting.indexOf(one), 1);
      one.resolve();
    }
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    const reader = parser();
    reader.on('packet', (packet: Packet) => {
      if (packet.cmd === 'connect') connected.push(packet);
      if (packet.cmd === 'publish') published.push(packet);
      for (const reply of repliesTo(packet, options.refuses)) socket.write(generate(reply));
      look();
    });
    socket.on('data', (chunk) => reader.parse(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      look();
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : 0,
        published,
        connected,
        until: (isTrue) =>
          new Promise((done) => {
            waiting.push({ isTrue, resolve: done });
            look();
          }),
        cut: () => {
          for (const socket of sockets) socket.destroy();
        },
        close: () =>
          new Promise((done) => {
            for (const socket of sockets) socket.destroy();
            server.close(() => done());
          }),
      });
    });
  });
}

function repliesTo(packet: Packet, refuses: string | undefined): Packet[] {
  switch (packet.cmd) {
    case 'connect':
      return [{ cmd: 'connack', returnCode: packet.clientId === refuses ? 5 : 0, sessionPresent: false }];
    case 'subscribe':
      return [{ cmd: 'suback', messageId: packet.messageId ?? 1, granted: packet.subscriptions.map(() => 1) }];
    case 'pingreq':
      return [{ cmd: 'pingresp' }];
    case 'publish':
      return [...(packet.qos === 1 ? [{ cmd: 'puback', messageId: packet.messageId } as Packet] : []), ...ackOf(packet)];
    default:
      return [];
  }
}

function ackOf(packet: IPublishPacket): Packet[] {
  const device = /^wachter\/v1\/([a-z0-9-]+)\/(?:data|event)$/.exec(packet.topic)?.[1];
  if (device === undefined) return [];
  const { boot, seq } = JSON.parse(packet.payload.toString());
  const payload = JSON.stringify({ boot, seq });
  return [{ cmd: 'publish', topic: `wachter/v1/${device}/ack`, payload, qos: 0, dup: false, retain: false }];
}
