import { describe, expect, it } from 'vitest';
import { createFaultBoard } from '../faults/board.ts';
import { calmKnobs, startPlant, stepPlant } from '../physics/plant.ts';
import { createRandom } from '../random/prng.ts';
import type { DeviceSpec } from '../site/channel.ts';
import { rotterdamParams } from '../site/plant-params.ts';
import { createClock } from './clock.ts';
import { json, type Link, type Publication } from './firmware.ts';
import { createNative } from './native.ts';
import { createProbe } from './probe.ts';

const START = 1_764_000_000_000;

/** A device with two channels on a fake line. `taken` makes the broker take what it was given. */
function bench(options: { bufferMessages?: number; isUrgent?: boolean } = {}) {
  const random = createRandom(5);
  let plant = startPlant(rotterdamParams, random);
  let isWet = false;
  const spec: DeviceSpec = {
    id: 'node-1',
    dialect: 'native',
    name: 'Node',
    location: 'hall-a',
    parent: null,
    account: 'node-1',
    model: 'WS-2',
    firmware: '1.4.0',
    intervalSeconds: 10,
    doors: options.isUrgent ? ['hall-a-door-1'] : [],
    channels: [
      {
        channel: 'count',
        tag: 'a/count',
        name: 'count',
        quantity: 'number',
        location: 'hall-a',
        resolution: 1,
        read: (p) => p.seconds,
      },
      {
        channel: 'leak',
        tag: 'a/leak',
        name: 'leak',
        quantity: 'leak',
        location: 'hall-a',
        isUrgent: options.isUrgent ?? false,
        read: () => isWet,
      },
    ],
  };
  const board = createFaultBoard(random, () => undefined);
  const boots = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc'];
  const device = createNative({
    probe: createProbe(spec, { plant: () => plant, board, random }),
    clock: createClock({ setAt: START, offsetMs: 0, driftPpm: 0, skewMs: (now) => board.clockMs('node-1', now) }),
    random,
    newBoot: () => boots.shift() ?? 'dddddddd',
    bufferMessages: options.bufferMessages ?? 100,
    startAt: START,
  });
  const sent: Publication[] = [];
  let waiting: (() => void)[] = [];
  let now = START;
  const link = (): Link => ({
    publish: (publication, done) => {
      sent.push(publication);
      if (done) waiting.push(done);
    },
  });
  const data = () =>
    sent
      .filter(({ topic }) => topic.endsWith('/data') || topic.endsWith('/event'))
      .map(({ payload }) => new TextDecoder().decode(payload));
  return {
    device,
    board,
    sent,
    data,
    seqs: () => data().map((text): number => JSON.parse(text).seq),
    parsed: () => data().map((text) => JSON.parse(text)),
    connect: () => device.connected(link(), now),
    lose: () => {
      waiting = [];
      device.disconnected(now);
    },
    taken: () => {
      for (let done = waiting.shift(); done; done = waiting.shift()) done();
    },
    ack: (seq: number, boot = 'aaaaaaaa') =>
      device.received({ topic: 'wachter/v1/node-1/ack', payload: json({ boot, seq }) }, now),
    wet: () => {
      isWet = true;
    },
    run: (seconds: number) => {
      for (const end = now + seconds * 1000; now < end; ) {
        now = Math.min(end, now + 500);
        plant = stepPlant(plant, calmKnobs, { params: rotterdamParams, doorRandom: random, dt: 0.5 });
        device.tick(now);
      }
    },
    clear: () => sent.splice(0, sent.length),
    now: () => now,
  };
}

describe('a native device', { timeout: 30_000 }, () => {
  it('announces itself retained before any data', () => {
    const t = bench();
    t.connect();
    expect(t.sent.map(({ topic, retain, qos }) => [topic, retain, qos])).toEqual([
      ['wachter/v1/node-1/birth', true, 1],
      ['wachter/v1/node-1/status', true, 1],
    ]);
    expect(JSON.parse(new TextDecoder().decode(t.sent[0]?.payload))).toEqual({
      model: 'WS-2',
      firmware: '1.4.0',
      boot: 'aaaaaaaa',
      channels: [
        { channel: 'count', quantity: 'number', intervalSeconds: 10 },
        { channel: 'leak', quantity: 'leak', intervalSeconds: 10 },
      ],
    });
    expect(JSON.parse(new TextDecoder().decode(t.sent[1]?.payload))).toEqual({ online: true, t: START });
  });

  it('leaves a will that says offline, retained', () => {
    const will = bench().device.will(START);
    expect(will).toMatchObject({ topic: 'wachter/v1/node-1/status', retain: true, qos: 1 });
    expect(JSON.parse(new TextDecoder().decode(will?.payload)).online).toBe(false);
  });

  it('numbers its messages from one without holes, with source times an interval apart', () => {
    const t = bench();
    t.connect();
    for (let round = 1; round <= 6; round += 1) {
      t.run(10);
      t.taken();
      t.ack(round);
    }
    expect(t.seqs()).toEqual([1, 2, 3, 4, 5, 6]);
    const times = t.parsed().map((message) => message.samples[0].t);
    expect(times.slice(1).map((at, index) => at - times[index])).toEqual([10_000, 10_000, 10_000, 10_000, 10_000]);
    expect(t.parsed()[0]).toEqual({
      boot: 'aaaaaaaa',
      seq: 1,
      samples: [{ t: expect.any(Number), v: { count: expect.any(Number), leak: false } }],
    });
  });

  it('keeps everything until an ack, also what the broker took', () => {
    const t = bench();
    t.connect();
    t.run(30);
    t.taken();
    expect(t.device.report()).toMatchObject({ buffered: 3, acknowledged: 0 });
    t.ack(2);
    expect(t.device.report()).toMatchObject({ buffered: 1, acknowledged: 2 });
  });

  it('sends again from the lowest un-acknowledged after a reconnect, the same bytes', () => {
    const t = bench();
    t.connect();
    t.run(30);
    t.taken();
    t.ack(1);
    const first = t.data().slice(1);
    t.lose();
    t.run(20);
    t.clear();
    t.connect();
    t.taken();
    expect(t.seqs()).toEqual([2, 3, 4, 5]);
    expect(t.data().slice(0, 2)).toEqual(first);
  });

  it('sends again from the lowest un-acknowledged after 30 s without an ack, the same bytes', () => {
    const t = bench();
    t.connect();
    while (t.data().length === 0) t.run(0.5);
    t.taken();
    const [first] = t.data();
    t.run(29);
    t.taken();
    const early = t.data();
    t.run(1);
    t.taken();
    expect(early.filter((text) => text === first)).toHaveLength(1);
    expect(t.data().filter((text) => text === first)).toHaveLength(2);
    expect(t.seqs().slice(0, 6)).toEqual([1, 2, 3, 1, 2, 3]);
  });

  it('sends nothing twice while acks come', () => {
    const t = bench();
    t.connect();
    for (let round = 1; round <= 20; round += 1) {
      t.run(10);
      t.taken();
      t.ack(t.device.report().seq);
    }
    expect(t.seqs()).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('goes on re-sending window by window as acks arrive after a long silence of the host', () => {
    const t = bench({ bufferMessages: 500 });
    t.connect();
    for (let round = 0; round < 200; round += 1) {
      t.run(10);
      t.taken();
    }
    expect(t.device.report()).toMatchObject({ buffered: 200, seq: 200 });
    t.clear();
    t.run(31);
    const windowed = new Set<number>();
    for (let round = 0; round < 40 && t.device.report().buffered > 0; round += 1) {
      t.taken();
      for (const seq of t.seqs()) windowed.add(seq);
      let stored = t.device.report().acknowledged;
      while (windowed.has(stored + 1)) stored += 1;
      t.ack(stored);
    }
    expect(t.device.report().buffered).toBe(0);
  });

  it('ignores an ack of an earlier boot', () => {
    const t = bench();
    t.connect();
    t.run(30);
    t.ack(3, 'ffffffff');
    expect(t.device.report().buffered).toBe(3);
  });

  it.each(['', '{', '{"boot":1,"seq":2}', '{"boot":"aaaaaaaa"}', 'null', '[]'])('survives the ack %j', (text) => {
    const t = bench();
    t.connect();
    t.run(20);
    t.device.received({ topic: 'wachter/v1/node-1/ack', payload: new TextEncoder().encode(text) }, t.now());
    expect(t.device.report().buffered).toBe(2);
  });

  it('drops the oldest when its buffer is full and reports the exact number lost', () => {
    const t = bench({ bufferMessages: 5 });
    t.run(200);
    expect(t.device.report()).toMatchObject({ seq: 20, buffered: 5, lost: 15 });
    t.connect();
    t.taken();
    expect(t.seqs()).toEqual([16, 17, 18, 19, 20]);
    expect(t.parsed().reduce((sum, message) => sum + (message.lost ?? 0), 0)).toBe(15);
  });

  it('starts a new numbering with a new boot id after a reboot', () => {
    const t = bench();
    t.connect();
    t.run(20);
    t.lose();
    t.device.reboot(t.now());
    t.clear();
    t.connect();
    t.run(10);
    expect(t.parsed()[0]).toMatchObject({ boot: 'bbbbbbbb', seq: 1 });
  });

  it('tells a leak within a second and does not wait for its interval', () => {
    const t = bench({ isUrgent: true });
    t.connect();
    t.run(11);
    t.taken();
    t.clear();
    t.wet();
    t.run(1.5);
    expect(t.parsed()[0].samples[0].v.leak).toBe(true);
  });

  it('tells each passage of a door as an event in the same numbering', () => {
    const t = bench({ isUrgent: true, bufferMessages: 5000 });
    t.run(2 * 3600);
    t.connect();
    for (let round = 0; round < 200; round += 1) t.taken();
    const events = t.parsed().filter((message) => message.type !== undefined);
    expect(events.length).toBeGreaterThan(0);
    expect(events[0]).toMatchObject({ boot: 'aaaaaaaa', type: 'granted', door: 'hall-a-door-1', t: expect.any(Number) });
    expect(t.seqs()).toEqual(Array.from({ length: t.seqs().length }, (_, index) => index + 1));
  });

  it('names a channel without a value in q, and never as zero', () => {
    const t = bench();
    t.connect();
    t.board.begin({ device: 'node-1', fault: 'sentinel', params: { channels: ['count'], value: null } }, t.now());
    t.run(10);
    expect(t.parsed()[0].samples[0]).toEqual({ t: expect.any(Number), v: { leak: false }, q: { count: 'sensor-fault' } });
  });

  it('stamps with its own wrong clock', () => {
    const t = bench();
    t.connect();
    t.board.begin({ device: 'node-1', fault: 'clock-skew', params: { offsetSeconds: 7200 } }, t.now());
    t.run(10);
    expect(t.parsed()[0].samples[0].t - t.now()).toBeGreaterThan(7_190_000);
  });
});
