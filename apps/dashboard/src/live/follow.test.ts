import type { Alarm } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { alarm, healthy, pointState, snapshot, startedAt } from '../../test/live-sample.ts';
import { follow } from './follow.ts';
import type { LiveEventName, LiveEvents } from './frames.ts';
import { createLiveStore } from './live-state.ts';
import type { EventStream } from './stay-connected.ts';

type Listener = (event: { readonly data?: string }) => void;

class FakeStream implements EventStream {
  readyState = 0;
  readonly listeners = new Map<string, Listener>();
  addEventListener(name: string, listener: Listener): void {
    this.listeners.set(name, listener);
  }
  close(): void {
    this.readyState = 2;
  }
  say<N extends LiveEventName>(name: N, event: LiveEvents[N]): void {
    this.readyState = 1;
    this.listeners.get(name)?.({ data: JSON.stringify(event) });
  }
  refuse(): void {
    this.readyState = 2;
    this.listeners.get('error')?.({});
  }
}

function browser({ isSignedOut = false } = {}) {
  const streams: FakeStream[] = [];
  const store = createLiveStore(startedAt);
  let elapsedMs = 0;
  let tick: () => void = () => undefined;
  let draw: (() => void) | null = null;
  const stop = follow({
    store,
    open: () => {
      const stream = new FakeStream();
      streams.push(stream);
      return stream;
    },
    clocks: { monotonic: () => elapsedMs, wall: () => startedAt + elapsedMs },
    everySecond: (each) => {
      tick = each;
      return () => {
        tick = () => undefined;
      };
    },
    nextFrame: (each) => {
      draw = each;
      return () => {
        draw = null;
      };
    },
    isSignedOut: async () => isSignedOut,
  });
  const last = () => {
    const stream = streams.at(-1);
    if (!stream) throw new Error('no stream was opened');
    return stream;
  };
  const heartbeat = (change: Partial<LiveEvents['heartbeat']> = {}) =>
    last().say('heartbeat', {
      version: 1,
      serverNow: startedAt + elapsedMs,
      health: healthy(startedAt + elapsedMs),
      databaseAwaySince: null,
      modelRevision: 'r1',
      ...change,
    });
  return {
    store,
    streams,
    stop,
    last,
    heartbeat,
    seconds: (count: number, each: () => void = () => undefined) => {
      for (let second = 0; second < count; second += 1) {
        elapsedMs += 1_000;
        each();
        tick();
      }
    },
    draw: () => {
      const drawn = draw;
      draw = null;
      drawn?.();
      return drawn !== null;
    },
    liveness: () => store.getState().liveness,
  };
}

describe('following the server', () => {
  it('is live with the first heartbeat and snapshot, and stays so while heartbeats come', () => {
    const at = browser();
    expect(at.liveness()).toEqual({ kind: 'connecting' });
    at.heartbeat();
    at.last().say('snapshot', snapshot({ points: [pointState(1, 20, 1)] }));
    at.seconds(30, at.heartbeat);
    expect(at.liveness()).toEqual({ kind: 'live' });
    expect(at.streams).toHaveLength(1);
    expect(at.store.getState().points.get(1)?.value).toBe(20);
  });

  it('shows nothing of a present that comes in parts before it is whole, and knows what was left out', () => {
    const at = browser();
    at.heartbeat();
    at.last().say('snapshot', snapshot({ alarms: [alarm('old')] }));
    const { clearedAt: _, value: __, ...slim } = alarm('a');
    at.last().say('snapshot', { ...snapshot({ version: 4, alarms: [slim as Alarm] }), more: true });
    at.last().say('rest', { serverNow: startedAt, alarms: [alarm('b')], more: true });
    expect([...at.store.getState().alarms.keys()]).toEqual(['old']);
    at.last().say('rest', { serverNow: startedAt, alarms: [alarm('c')] });
    expect([...at.store.getState().alarms.keys()]).toEqual(['a', 'b', 'c']);
    expect(at.store.getState().alarms.get('a')).toEqual(alarm('a', { clearedAt: null, value: null }));
    expect(at.store.getState().isKnown).toBe(true);
  });

  it('does not cry wolf at the greeting of a server that has not asked its database yet', () => {
    const at = browser();
    at.heartbeat({
      version: -1,
      health: { ingestAliveAt: null, isBrokerConnected: false, lastReadingAt: null, readingsLastMinute: 0, floods: [] },
    });
    expect(at.liveness()).toEqual({ kind: 'connecting' });
    at.heartbeat();
    expect(at.liveness()).toEqual({ kind: 'live' });
  });

  it('says that it is not live after five seconds of silence, and since when', () => {
    const at = browser();
    at.heartbeat();
    at.seconds(4);
    expect(at.liveness()).toEqual({ kind: 'live' });
    at.seconds(1);
    expect(at.liveness()).toEqual({ kind: 'not-live', why: 'connection', since: startedAt });
  });

  it('opens a silent stream again within ten seconds, and again, until one speaks', () => {
    const at = browser();
    at.heartbeat();
    at.seconds(10);
    expect(at.streams.length).toBeGreaterThanOrEqual(2);
    expect(at.streams[0]?.readyState).toBe(2);
    at.seconds(20);
    expect(at.streams.length).toBeGreaterThanOrEqual(5);
    at.heartbeat();
    expect(at.liveness()).toEqual({ kind: 'live' });
  });

  it('opens a new stream after a 502, from which an EventSource never returns by itself', () => {
    const at = browser();
    at.heartbeat();
    at.last().refuse();
    at.seconds(2);
    expect(at.streams).toHaveLength(2);
    at.heartbeat();
    at.last().say('snapshot', snapshot({ version: 9, points: [pointState(1, 25, 9)] }));
    expect(at.liveness()).toEqual({ kind: 'live' });
    expect(at.store.getState().points.get(1)?.value).toBe(25);
  });

  it('hears nothing of a stream it has given up', () => {
    const at = browser();
    at.heartbeat();
    const [old] = at.streams;
    at.seconds(10);
    old?.say('snapshot', snapshot({ points: [pointState(1, 1, 1)] }));
    expect(at.store.getState().points.size).toBe(0);
  });

  it('tells a session that is over from a server that is away', async () => {
    const at = browser({ isSignedOut: true });
    at.last().refuse();
    await Promise.resolve();
    await Promise.resolve();
    expect(at.liveness()).toMatchObject({ kind: 'not-live', why: 'signed-out' });
  });

  it('is not live when heartbeats say that the database or the ingestor is away', () => {
    const at = browser();
    at.heartbeat({ databaseAwaySince: startedAt - 4_000 });
    expect(at.liveness()).toEqual({ kind: 'not-live', why: 'database', since: startedAt - 4_000 });
    at.heartbeat({ health: healthy(startedAt - 60_000) });
    expect(at.liveness()).toEqual({ kind: 'not-live', why: 'ingestor', since: startedAt - 60_000 });
  });

  it('draws a burst of changes once', () => {
    const at = browser();
    at.heartbeat();
    at.last().say('snapshot', snapshot());
    let renders = 0;
    at.store.subscribe((state, before) => {
      if (state.points !== before.points) renders += 1;
    });
    for (let version = 2; version < 1_002; version += 1)
      at.last().say('delta', { version, serverNow: startedAt, points: [pointState(version % 250, version, version)] });
    expect(renders).toBe(0);
    expect(at.draw()).toBe(true);
    expect(renders).toBe(1);
    expect(at.store.getState().points.size).toBe(250);
    expect(at.store.getState().points.get(1)?.value).toBe(1_001);
    expect(at.draw()).toBe(false);
  });

  it('replaces everything by the snapshot of a new stream, what was missed included', () => {
    const at = browser();
    at.heartbeat();
    at.last().say('snapshot', snapshot({ points: [pointState(1, 20, 1), pointState(2, 20, 1)], alarms: [alarm('gone')] }));
    at.seconds(10);
    at.heartbeat();
    at.last().say('snapshot', snapshot({ version: 4, points: [pointState(1, 22, 4)] }));
    expect([...at.store.getState().points.keys()]).toEqual([1]);
    expect(at.store.getState().alarms.size).toBe(0);
  });

  it('closes its stream when nobody looks any more', () => {
    const at = browser();
    at.heartbeat();
    at.stop();
    at.seconds(60);
    expect(at.streams).toHaveLength(1);
    expect(at.last().readyState).toBe(2);
  });
});
