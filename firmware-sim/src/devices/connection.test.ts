import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/prng.ts';
import { createConnection, type SocketEvents } from './connection.ts';
import type { Firmware, Link, Publication } from './firmware.ts';

const START = 1_764_000_000_000;

function bench(seed = 1) {
  let now = START;
  let isCut = false;
  const opened: SocketEvents[] = [];
  const log: string[] = [];
  let link: Link | null = null;
  const firmware: Firmware = {
    account: 'node-1',
    devices: ['node-1'],
    onLine: ['node-1'],
    subscriptions: [],
    will: () => null,
    tick: () => Number.POSITIVE_INFINITY,
    connected: (given) => {
      link = given;
      log.push('connected');
    },
    disconnected: () => log.push('disconnected'),
    received: ({ topic }) => log.push(`received ${topic}`),
    stop: () => log.push('stop'),
    reboot: () => undefined,
    report: () => ({ published: 0, resent: 0, buffered: 0, lost: 0, seq: 0, acknowledged: 0 }),
  };
  const connection = createConnection({
    firmware,
    open: (_, events) => {
      opened.push(events);
      return {
        publish: (publication, done) => {
          log.push(`publish ${publication.topic}`);
          done?.();
        },
        close: (isGraceful) => log.push(isGraceful ? 'goodbye' : 'cut'),
      };
    },
    random: createRandom(seed),
    now: () => now,
    spoil: (publication) =>
      publication.topic === 'gone' ? [] : publication.topic === 'twice' ? [publication, publication] : [publication],
    isCut: () => isCut,
    firstMs: 0,
    wake: () => undefined,
  });
  return {
    connection,
    log,
    opened,
    say: (topic: string, done?: () => void) => {
      const publication: Publication = { topic, payload: new Uint8Array(), qos: 1, retain: false };
      link?.publish(publication, done);
    },
    cut: (value: boolean) => {
      isCut = value;
    },
    wait: (ms: number) => {
      now += ms;
      return connection.tick(now);
    },
    waitForTry: () => {
      const before = opened.length;
      let waited = 0;
      while (opened.length === before && waited < 120_000) {
        now += 10;
        waited += 10;
        connection.tick(now);
      }
      return waited;
    },
  };
}

describe('a connection', () => {
  it('opens at once and tells the firmware', () => {
    const t = bench();
    t.wait(0);
    t.opened[0]?.opened();
    expect(t.log).toEqual(['connected']);
    expect(t.connection.isOpen()).toBe(true);
  });

  it('waits longer after each failure, up to thirty seconds with jitter', () => {
    const t = bench();
    t.wait(0);
    const waits = Array.from({ length: 9 }, () => {
      t.opened.at(-1)?.closed('refused');
      return t.waitForTry();
    });
    expect(waits[0]).toBeLessThanOrEqual(760);
    expect(waits[8]).toBeGreaterThanOrEqual(15_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(45_010);
    expect(t.connection.lastProblem()).toBe('refused');
  });

  it('does not come back at the same moment as another device', () => {
    const waits = [1, 2, 3, 4, 5].map((seed) => {
      const t = bench(seed);
      t.wait(0);
      t.opened[0]?.opened();
      t.opened[0]?.closed('lost');
      return t.waitForTry();
    });
    expect(new Set(waits).size).toBeGreaterThan(2);
  });

  it('tells the firmware once when the line is lost, and hears nothing of the old line any more', () => {
    const t = bench();
    t.wait(0);
    t.opened[0]?.opened();
    t.opened[0]?.closed('lost');
    t.opened[0]?.closed('lost');
    t.opened[0]?.received({ topic: 'late', payload: new Uint8Array() });
    expect(t.log).toEqual(['connected', 'disconnected']);
  });

  it('stays away while it is cut and returns after that', () => {
    const t = bench();
    t.wait(0);
    t.opened[0]?.opened();
    t.cut(true);
    t.wait(1);
    expect(t.log).toEqual(['connected', 'cut', 'disconnected']);
    t.wait(600_000);
    expect(t.opened).toHaveLength(1);
    t.cut(false);
    t.wait(1);
    expect(t.opened).toHaveLength(2);
  });

  it('reports a message as taken when a fault swallowed it, and once when a fault doubled it', () => {
    const t = bench();
    t.wait(0);
    t.opened[0]?.opened();
    let taken = 0;
    const done = () => {
      taken += 1;
    };
    t.say('gone', done);
    t.say('twice', done);
    expect(t.log).toEqual(['connected', 'publish twice', 'publish twice']);
    expect(taken).toBe(2);
  });

  it('says goodbye and does not come back', () => {
    const t = bench();
    t.wait(0);
    t.opened[0]?.opened();
    t.connection.stop(START);
    t.wait(600_000);
    expect(t.log).toEqual(['connected', 'stop', 'goodbye']);
    expect(t.opened).toHaveLength(1);
  });
});
