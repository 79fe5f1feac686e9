import type { Audience } from './audience.ts';
import type { LiveHub } from './live-hub.ts';

interface LiveStreamOptions {
  readonly hub: LiveHub;
  readonly audience: Audience;
  readonly signal: AbortSignal;
  /** Asked now and then: a disabled user's or revoked display's stream ends. A throw (database away) changes nothing. */
  readonly isStillAllowed: () => Promise<boolean>;
  readonly recheckMs?: number;
}

const headers = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'private, no-store, no-transform',
  'X-Accel-Buffering': 'no',
  'X-Content-Type-Options': 'nosniff',
};

const signedOut = new TextEncoder().encode('event: closing\ndata: {"reason":"signed-out"}\n\n');

/** One client's event stream. Cleans up when the request is aborted and when the reader cancels, whichever the server tells. */
export function openLiveStream({ hub, audience, signal, isStillAllowed, recheckMs = 15_000 }: LiveStreamOptions): Response {
  let stop: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        let isOpen = true;
        const close = () => {
          if (!isOpen) return;
          isOpen = false;
          stop();
          try {
            controller.close();
          } catch {
            // The reader has gone already.
          }
        };
        const send = (frame: Uint8Array) => {
          if (isOpen) controller.enqueue(frame);
        };
        const unsubscribe = hub.subscribe(audience, { send, queuedBytes: () => -(controller.desiredSize ?? 0), end: close });
        const recheck = setInterval(() => {
          isStillAllowed().then(
            (isAllowed) => {
              if (isAllowed) return;
              send(signedOut);
              close();
            },
            () => undefined,
          );
        }, recheckMs);
        stop = () => {
          clearInterval(recheck);
          signal.removeEventListener('abort', close);
          unsubscribe();
        };
        signal.addEventListener('abort', close);
        if (signal.aborted) close();
      },
      cancel: () => stop(),
    },
    // Counted in bytes, with nothing ahead: `desiredSize` is minus what the client has not taken yet.
    { highWaterMark: 0, size: (frame) => frame.byteLength },
  );
  return new Response(body, { headers });
}
