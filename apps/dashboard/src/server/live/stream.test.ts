import { describe, expect, it, vi } from 'vitest';
import type { Audience } from './audience.ts';
import type { Sink } from './clients.ts';
import { frameOf } from './frame.ts';
import type { LiveHub } from './hub.ts';
import { openLiveStream } from './stream.ts';

const audience: Audience = { key: 'people', snapshot: (all) => all, delta: (all) => all };

function opened({ isStillAllowed = async () => true }: { readonly isStillAllowed?: () => Promise<boolean> } = {}) {
  const abort = new AbortController();
  const sinks: Sink[] = [];
  const unsubscribed = vi.fn();
  const hub: LiveHub = {
    clients: () => sinks.length,
    stop: () => undefined,
    subscribe: (_, sink) => {
      sinks.push(sink);
      return unsubscribed;
    },
  };
  const response = openLiveStream({ hub, audience, signal: abort.signal, isStillAllowed });
  const reader = response.body?.getReader();
  if (!reader || !sinks[0]) throw new Error('nothing was opened');
  return { abort, sink: sinks[0], unsubscribed, response, reader };
}

const frame = frameOf('closing', { reason: 'stopping' });

describe('an event stream', () => {
  it('is never stored or changed on its way', () => {
    const { response, abort } = opened();
    expect(response.headers.get('content-type')).toMatch('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('private, no-store, no-transform');
    abort.abort();
  });

  it('unsubscribes once when the request is aborted', async () => {
    const at = opened();
    at.sink.send(frame);
    at.abort.abort();
    at.sink.send(frame);
    expect(at.unsubscribed).toHaveBeenCalledOnce();
    expect((await at.reader.read()).value).toEqual(frame);
    expect((await at.reader.read()).done).toBe(true);
  });

  it('unsubscribes when the reader cancels, without any abort', async () => {
    const at = opened();
    await at.reader.cancel();
    expect(at.unsubscribed).toHaveBeenCalled();
    expect(() => at.sink.send(frame)).not.toThrow();
  });

  it('counts the bytes that the client has not taken', async () => {
    const at = opened();
    at.sink.send(frame);
    at.sink.send(frame);
    expect(at.sink.queuedBytes()).toBe(2 * frame.length);
    await at.reader.read();
    expect(at.sink.queuedBytes()).toBe(frame.length);
    at.abort.abort();
  });

  it('ends when the person may look no longer, and says why', async () => {
    vi.useFakeTimers();
    const at = opened({ isStillAllowed: async () => false });
    await vi.advanceTimersByTimeAsync(15_000);
    vi.useRealTimers();
    expect(new TextDecoder().decode((await at.reader.read()).value)).toContain('signed-out');
    expect((await at.reader.read()).done).toBe(true);
    expect(at.unsubscribed).toHaveBeenCalledOnce();
  });

  it('goes on when it cannot be asked, because the database is away', async () => {
    vi.useFakeTimers();
    const at = opened({
      isStillAllowed: async () => {
        throw new Error('away');
      },
    });
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    expect(at.unsubscribed).not.toHaveBeenCalled();
    at.abort.abort();
  });
});
