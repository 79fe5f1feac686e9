import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Aedes } from 'aedes';
import mqtt from 'mqtt';
import { generate } from 'mqtt-packet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Delivery } from './delivery.ts';
import { encodePubacks } from './encode-pubacks.ts';
import { openSession, type ProtocolVersion, type Session } from './open-session.ts';

interface Broker {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

async function startAedes(): Promise<Broker> {
  const aedes = await Aedes.createBroker();
  const server: Server = createServer(aedes.handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const mosquitto = ['/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/usr/bin/mosquitto', '/opt/homebrew/sbin/mosquitto'].find(
  (file) => existsSync(file),
);

async function startMosquitto(): Promise<Broker> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'wachter-mosquitto-')), 'mosquitto.conf');
  writeFileSync(file, `listener ${port} 127.0.0.1\nallow_anonymous true\nmax_inflight_messages 0\nmax_queued_messages 0\n`);
  const child = spawn(mosquitto ?? 'mosquitto', ['-c', file], { stdio: ['ignore', 'ignore', 'pipe'] });
  await new Promise<void>((resolve, reject) => {
    child.on('exit', () => reject(new Error('mosquitto ended')));
    child.stderr.on('data', (text: Buffer) => text.includes('running') && resolve());
  });
  return {
    url: `mqtt://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        child.removeAllListeners('exit');
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

const brokers: readonly (readonly [string, ProtocolVersion, (() => Promise<Broker>) | null])[] = [
  ['aedes', 4, startAedes],
  ['mosquitto', 4, mosquitto ? startMosquitto : null],
  ['mosquitto', 5, mosquitto ? startMosquitto : null],
];

describe.each(brokers)('the session of MQTT.js towards %s, version %i', (name, version, start) => {
  if (!start) return it.skip(`needs ${name}, which is not installed`, () => undefined);
  let broker: Broker;
  beforeAll(async () => {
    broker = await start();
  });
  afterAll(() => broker.stop());

  /** A session with room for `room` messages, its first subscription made, and what it received. */
  async function connect(clientId: string, room = Number.POSITIVE_INFINITY) {
    const received: Delivery[] = [];
    const waiting: (() => void)[] = [];
    const state = { isSessionPresent: false, unacknowledged: 0 };
    let closed: () => void = () => undefined;
    const isClosed = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const session = await new Promise<Session>((resolve, reject) => {
      const opened: Session = openSession(
        { url: broker.url, clientId, keepaliveSeconds: 2, sessionExpirySeconds: 600 },
        version,
        {
          now: () => 0,
          hasRoom: () => state.unacknowledged < room,
          deliver: (delivery) => {
            received.push(delivery);
            state.unacknowledged += 1;
            for (const look of waiting) look();
          },
          connected: (isSessionPresent) => {
            state.isSessionPresent = isSessionPresent;
            resolve(opened);
          },
          failed: (failure) => reject(new Error(failure.detail)),
          closed: () => closed(),
        },
      );
    });
    const until = (count: number) =>
      new Promise<void>((resolve) => {
        const look = () => received.length >= count && resolve();
        waiting.push(look);
        look();
      });
    return { session, received, state, until, isClosed };
  }

  const texts = (deliveries: readonly Delivery[]) => deliveries.map(({ payload }) => Buffer.from(payload).toString());
  const idsOf = (deliveries: readonly Delivery[]) => deliveries.flatMap(({ messageId }) => messageId ?? []);

  async function publish(topic: string, bodies: readonly string[]) {
    const client = await mqtt.connectAsync(broker.url, { protocolVersion: 4 });
    for (const body of bodies) await client.publishAsync(topic, body, { qos: 1 });
    await client.endAsync();
  }

  it('sends no PUBACK by itself: the next connection gets everything again, in order', async () => {
    const topic = `${name}${version}/again`;
    const first = await connect(`again-${version}`);
    expect(await first.session.subscribe([topic])).toEqual([]);
    await publish(topic, ['a', 'b', 'c']);
    await first.until(3);
    first.session.destroy();
    await first.isClosed;
    const second = await connect(`again-${version}`);
    await second.until(3);
    expect(second.state.isSessionPresent).toBe(true);
    expect(texts(second.received)).toEqual(['a', 'b', 'c']);
    // aedes does not set the DUP flag on a second delivery: nothing may rest on it.
    if (name === 'mosquitto') expect(second.received.map(({ isDuplicate }) => isDuplicate)).toEqual([true, true, true]);
    second.session.acknowledge(idsOf(second.received));
    await second.session.end();
  });

  it('acknowledges late, once and in order: what was acknowledged does not come again', async () => {
    const topic = `${name}${version}/late`;
    const first = await connect(`late-${version}`);
    await first.session.subscribe([topic]);
    await publish(topic, ['a', 'b', 'c', 'd']);
    await first.until(4);
    first.session.acknowledge(idsOf(first.received.slice(0, 3)));
    await first.session.end();
    const second = await connect(`late-${version}`);
    await second.until(1);
    await publish(topic, ['e']);
    await second.until(2);
    expect(texts(second.received)).toEqual(['d', 'e']);
    second.session.acknowledge(idsOf(second.received));
    await second.session.end();
  });

  it('stops reading at the bound, stays connected past its keepalive, and reads on', async () => {
    const topic = `${name}${version}/bound`;
    const reader = await connect(`bound-${version}`, 5);
    await reader.session.subscribe([topic]);
    await publish(
      topic,
      Array.from({ length: 40 }, (_, index) => String(index)),
    );
    await reader.until(5);
    // Longer than 1.5 times the keepalive of two seconds, after which a broker drops a silent client.
    await new Promise((resolve) => setTimeout(resolve, 3_600));
    expect(reader.received.length).toBe(5);
    expect(reader.session.isHeld()).toBe(true);
    for (let done = 0; done < 40; ) {
      const ready = reader.received.slice(done);
      reader.session.acknowledge(idsOf(ready));
      done += ready.length;
      reader.state.unacknowledged = 0;
      reader.session.resume();
      await reader.until(Math.min(40, done + 1));
    }
    expect(texts(reader.received)).toEqual(Array.from({ length: 40 }, (_, index) => String(index)));
    await reader.session.end();
  });
});

it('falls back from version 5 where the broker refuses it, and says so in one word', async () => {
  const broker = await startAedes();
  const failure = await new Promise<string>((resolve) => {
    openSession({ url: broker.url, clientId: 'five', keepaliveSeconds: 30, sessionExpirySeconds: 60 }, 5, {
      now: () => 0,
      hasRoom: () => true,
      deliver: () => undefined,
      connected: () => resolve('connected'),
      failed: ({ kind }) => resolve(kind),
      closed: () => undefined,
    });
  });
  expect(failure).toBe('protocol-refused');
  await broker.stop();
});

it('writes the PUBACKs that mqtt-packet would write', () => {
  const ids = [1, 255, 256, 65_535];
  const expected = Buffer.concat(ids.map((messageId) => generate({ cmd: 'puback', messageId })));
  expect(encodePubacks(ids)).toEqual(expected);
});
