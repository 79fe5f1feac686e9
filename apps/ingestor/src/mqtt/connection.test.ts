import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { generate, parser } from 'mqtt-packet';
import { afterEach, expect, it } from 'vitest';
import { silentLog } from '../log.ts';
import { type BrokerLine, createLine } from './connection.ts';

let server: Server | null = null;
let line: BrokerLine | null = null;

afterEach(async () => {
  await line?.close();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
});

const version = { protocolVersion: 5 } as const;

interface Broker {
  readonly url: string;
  /** Subscriptions that were asked for so far. */
  readonly asked: () => number;
  readonly drop: () => void;
}

/** A broker that says at each connection that it kept the session. */
async function keepingBroker(): Promise<Broker> {
  let asked = 0;
  let present: Socket | null = null;
  server = createServer((socket) => {
    present = socket;
    const input = parser(version);
    input.on('packet', (packet) => {
      if (packet.cmd === 'connect') socket.write(generate({ cmd: 'connack', reasonCode: 0, sessionPresent: true }, version));
      if (packet.cmd !== 'subscribe') return;
      asked += 1;
      socket.write(generate({ cmd: 'suback', messageId: packet.messageId ?? 0, granted: [1] }, version));
    });
    socket.on('data', (bytes) => input.parse(bytes));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const url = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, asked: () => asked, drop: () => present?.destroy() };
}

it('subscribes at every connection: a session that the broker kept may lack the subscription', async () => {
  const broker = await keepingBroker();
  const listening: number[] = [];
  await new Promise<void>((done) => {
    const heard = (_: object, words?: string) => {
      if (words !== 'listening') return;
      listening.push(broker.asked());
      if (listening.length === 2) done();
      else broker.drop();
    };
    line = createLine({
      address: { url: broker.url, clientId: 'wachter-test', keepaliveSeconds: 30, sessionExpirySeconds: 60 },
      filters: () => ['#'],
      log: Object.assign(Object.create(silentLog), { info: heard }),
      now: () => 0,
      random: () => 0,
      hasRoom: () => true,
      deliver: () => undefined,
      mayConnect: () => true,
      connected: () => undefined,
      disconnected: () => undefined,
    });
    line.open();
  });
  expect(listening).toEqual([1, 2]);
});
