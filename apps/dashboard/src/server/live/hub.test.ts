import type { Instant, LiveSnapshot, PathHealth } from '@wachter/core';
import type { LiveChanges } from '@wachter/services/ports/live-store';
import { describe, expect, it, vi } from 'vitest';
import { alarm, healthy, pointState, snapshot, startedAt } from '../../../test/live-sample.ts';
import type { LiveEventName, LiveEvents } from '../../live/frames.ts';
import { type Audience, audienceOf } from './audience.ts';
import { mostQueuedBytes, type Sink } from './clients.ts';
import { createLiveHub } from './hub.ts';

type Heard = { [N in LiveEventName]: { readonly name: N; readonly event: LiveEvents[N] } }[LiveEventName];

function client() {
  const heard: Heard[] = [];
  const frames: Uint8Array[] = [];
  const at = { queued: 0, hasEnded: false };
  const sink: Sink = {
    send: (frame) => {
      frames.push(frame);
      const [, name, data] = /^event: (\w+)\ndata: (.*)\n\n$/.exec(new TextDecoder().decode(frame)) ?? [];
      heard.push({ name, event: JSON.parse(data ?? 'null') } as Heard);
    },
    queuedBytes: () => at.queued,
    end: () => {
      at.hasEnded = true;
    },
  };
  return { sink, heard, frames, at, names: () => heard.map((one) => one.name) };
}

/** A database that answers what it is told to, or not at all. */
function database() {
  const at = {
    now: startedAt,
    isAway: false,
    snapshot: snapshot({ points: [pointState(1, 20, 1)] }) as LiveSnapshot,
    changes: [] as LiveChanges[],
    health: healthy() as PathHealth,
    reads: 0,
    snapshots: 0,
  };
  const answer = async <T>(value: () => T): Promise<T> => {
    at.reads += 1;
    if (at.isAway) throw new Error('connection refused');
    return value();
  };
  let onChange: (() => void) | null = null;
  const live = {
    snapshot: () =>
      answer(() => {
        at.snapshots += 1;
        return at.snapshot;
      }),
    changesSince: (version: number) => answer(() => at.changes.shift() ?? { version, points: [], alarms: [], devices: [] }),
    health: () => answer(() => ({ ...at.health, serverNow: at.now as Instant })),
    listen: (look: () => void) => {
      onChange = look;
      return () => {
        onChange = null;
      };
    },
  };
  return { at, live, notify: () => onChange?.(), isListened: () => onChange !== null };
}

function hub() {
  const { at, live, notify, isListened } = database();
  let tick: (() => void) | null = null;
  const errors: unknown[] = [];
  const counts: number[] = [];
  const made = createLiveHub({
    live,
    modelRevision: async () => 'r1',
    now: () => at.now,
    everySecond: (each) => {
      tick = each;
      return () => {
        tick = null;
      };
    },
    onError: (error) => errors.push(error),
    onClients: (count) => counts.push(count),
  });
  const settled = () => vi.waitFor(() => new Promise<void>((resolve) => setImmediate(resolve)));
  return {
    hub: made,
    at,
    notify,
    isListened,
    errors,
    counts,
    isTicking: () => tick !== null,
    settled,
    second: async (count = 1) => {
      for (let each = 0; each < count; each += 1) {
        at.now += 1_000;
        tick?.();
        await settled();
      }
    },
  };
}

const people: Audience = audienceOf(
  { kind: 'user', id: 'u', name: 'Tess', role: 'viewer' },
  { point: () => null, device: () => null },
);
const display = (siteId: string | null) =>
  audienceOf({ kind: 'display', id: 'd', siteId }, { point: (id) => (id === 1 ? 'site-1' : 'site-2'), device: () => 'site-1' });

describe('the live hub', () => {
  it('greets with a heartbeat, then a snapshot, then changes only', async () => {
    const at = hub();
    const one = client();
    at.hub.subscribe(people, one.sink);
    expect(one.names()).toEqual(['heartbeat']);
    await at.settled();
    expect(one.names()).toEqual(['heartbeat', 'snapshot']);
    at.at.changes.push({ version: 2, points: [pointState(1, 21, 2)], alarms: [], devices: [] });
    at.notify();
    await at.settled();
    expect(one.heard.at(-1)).toMatchObject({ name: 'delta', event: { version: 2, points: [{ pointId: 1, value: 21 }] } });
  });

  it('sends a present of thousands of alarms in parts, whole to who is slow, each field without a value left out', async () => {
    const at = hub();
    const alarms = Array.from({ length: 12_001 }, (_, n) =>
      alarm(`a${n}`, { acknowledgeComment: n === 0 ? 'x'.repeat(500) : null }),
    );
    at.at.snapshot = snapshot({ alarms });
    const one = client();
    at.hub.subscribe(people, one.sink);
    await at.settled();
    const parts = one.heard.slice(1);
    expect(one.names().slice(1)).toEqual(['snapshot', ...Array.from({ length: 24 }, () => 'rest')]);
    const ids = parts.flatMap(({ event }) => ('alarms' in event ? (event.alarms ?? []) : [])).map(({ id }) => id);
    expect(ids).toEqual(alarms.map(({ id }) => id));
    expect(parts.map(({ event }) => 'more' in event && event.more)).toEqual([...Array.from({ length: 24 }, () => true), false]);
    expect(JSON.stringify(parts.at(-1)?.event)).not.toContain('null');
    const bytes = one.frames.reduce((sum, frame) => sum + frame.length, 0);
    expect(bytes).toBeGreaterThan(mostQueuedBytes);
    one.at.queued = bytes;
    await at.second();
    expect(one.at.hasEnded).toBe(false);
    one.at.queued = bytes + mostQueuedBytes;
    await at.second();
    expect(one.at.hasEnded).toBe(true);
  });

  it('polls each second even when no notification comes', async () => {
    const at = hub();
    const one = client();
    at.hub.subscribe(people, one.sink);
    await at.settled();
    at.at.changes.push({ version: 3, points: [pointState(1, 22, 3)], alarms: [], devices: [] });
    await at.second();
    expect(one.names()).toEqual(['heartbeat', 'snapshot', 'heartbeat', 'delta']);
  });

  it('sends one heartbeat a second and no delta when nothing is newer', async () => {
    const at = hub();
    const one = client();
    at.hub.subscribe(people, one.sink);
    await at.settled();
    at.at.changes.push({ version: 1, points: [pointState(1, 20, 1)], alarms: [], devices: [] });
    await at.second(3);
    expect(one.names()).toEqual(['heartbeat', 'snapshot', 'heartbeat', 'heartbeat', 'heartbeat']);
  });

  it('gives a later client the present from memory, without asking the database for all of it again', async () => {
    const at = hub();
    const [one, two] = [client(), client()];
    at.hub.subscribe(people, one.sink);
    await at.settled();
    at.at.changes.push({ version: 2, points: [pointState(1, 21, 2)], alarms: [alarm('a', { version: 2 })], devices: [] });
    await at.second();
    at.hub.subscribe(people, two.sink);
    expect(two.heard.at(-1)).toMatchObject({
      name: 'snapshot',
      event: { version: 2, points: [{ value: 21 }], alarms: [{ id: 'a' }] },
    });
    expect(at.at.snapshots).toBe(1);
  });

  it('makes a frame once for everybody who may see the same', async () => {
    const at = hub();
    const clients = [client(), client(), client()];
    for (const one of clients) at.hub.subscribe(people, one.sink);
    await at.settled();
    at.at.changes.push({ version: 2, points: [pointState(1, 21, 2)], alarms: [], devices: [] });
    await at.second();
    expect(clients[0]?.names().at(-1)).toBe('delta');
    expect(new Set(clients.map((one) => one.frames.at(-1))).size).toBe(1);
  });

  it('shows a display its own site, without names and words of people', async () => {
    const at = hub();
    at.at.snapshot = snapshot({
      points: [pointState(1, 20, 1), pointState(2, 30, 1)],
      alarms: [alarm('mine', { acknowledgedBy: 'Tess', acknowledgeComment: 'on my way' }), alarm('other', { siteId: 'site-2' })],
    });
    const [mine, all] = [client(), client()];
    at.hub.subscribe(display('site-1'), mine.sink);
    at.hub.subscribe(display(null), all.sink);
    await at.settled();
    expect(mine.heard.at(-1)?.event).toMatchObject({ points: [{ pointId: 1 }], alarms: [{ id: 'mine' }] });
    expect(JSON.stringify([...mine.heard, ...all.heard])).not.toMatch(/Tess|on my way/);
    expect(all.heard.at(-1)?.event).toMatchObject({ points: [{ pointId: 1 }, { pointId: 2 }] });
  });

  it('goes on with heartbeats while the database is away, says so, and recovers by itself', async () => {
    const at = hub();
    const one = client();
    at.hub.subscribe(people, one.sink);
    await at.settled();
    at.at.isAway = true;
    await at.second(2);
    expect(one.heard.at(-1)?.event).toMatchObject({ databaseAwaySince: null });
    await at.second(2);
    expect(one.heard.at(-1)).toMatchObject({ name: 'heartbeat', event: { databaseAwaySince: startedAt } });
    expect(at.errors.length).toBeGreaterThan(0);
    at.at.isAway = false;
    at.at.changes.push({ version: 7, points: [pointState(1, 27, 7)], alarms: [], devices: [] });
    await at.second(2);
    expect(one.names().slice(-2)).toEqual(['delta', 'heartbeat']);
    expect(one.heard.at(-1)?.event).toMatchObject({ databaseAwaySince: null });
  });

  it('ends a client that does not keep up, and only that one', async () => {
    const at = hub();
    const [slow, quick] = [client(), client()];
    at.hub.subscribe(people, slow.sink);
    at.hub.subscribe(people, quick.sink);
    await at.settled();
    slow.at.queued = 2 * mostQueuedBytes;
    await at.second();
    expect(slow.at.hasEnded).toBe(true);
    expect(slow.heard.at(-1)).toEqual({ name: 'closing', event: { reason: 'too-slow' } });
    expect(quick.at.hasEnded).toBe(false);
    expect(at.hub.clients()).toBe(1);
  });

  it('stops asking and listening when the last client has gone, and starts afresh with the next', async () => {
    const at = hub();
    const one = client();
    const leave = at.hub.subscribe(people, one.sink);
    await at.settled();
    expect(at.isListened()).toBe(true);
    leave();
    leave();
    expect([at.isListened(), at.isTicking(), at.hub.clients()]).toEqual([false, false, 0]);
    const two = client();
    at.at.snapshot = snapshot({ version: 5, points: [pointState(1, 25, 5)] });
    at.hub.subscribe(people, two.sink);
    await at.settled();
    expect(two.heard.at(-1)).toMatchObject({ name: 'snapshot', event: { version: 5 } });
    expect(at.counts).toEqual([1, 0, 1]);
  });

  it('ends every stream when the process wants to stop, and each that still comes', async () => {
    const at = hub();
    const [one, late] = [client(), client()];
    at.hub.subscribe(people, one.sink);
    await at.settled();
    at.hub.stop();
    at.hub.subscribe(people, late.sink);
    expect([one.at.hasEnded, late.at.hasEnded]).toEqual([true, true]);
    expect(one.heard.at(-1)).toEqual({ name: 'closing', event: { reason: 'stopping' } });
    expect([at.isListened(), at.isTicking(), at.hub.clients()]).toEqual([false, false, 0]);
  });

  it('says that the database is away also to somebody who comes while it is', async () => {
    const at = hub();
    at.at.isAway = true;
    const one = client();
    at.hub.subscribe(people, one.sink);
    await at.second(4);
    expect(new Set(one.names())).toEqual(new Set(['heartbeat']));
    expect(one.heard.at(-1)?.event).toMatchObject({ databaseAwaySince: startedAt });
  });
});
