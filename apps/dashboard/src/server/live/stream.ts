import type { Audience } from './audience.ts';
import { frameOf } from './frame.ts';
import type { LiveHub } from './hub.ts';

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
  // A kept connection would bring the browser back to a process that is stopping.
  Connection: 'close',
  'X-Accel-Buffering': 'no',
  'X-Content-Type-Options': 'nosniff',
};

const signedOut = frameOf('closing', { reason: 'signed-out' });

/** One client's event stream. Cleans up when the request is aborted and when the reader cancels, whichever the server tells. */
export function openLiveStream({ hub, audience, signal, isStillAllowed, recheckMs = 15_000 }: LiveStreamOptions): Response {
  let isOpen = true;
  let unsubscribe: () => void = () => undefined;
  let recheck: ReturnType<typeof setInterval> | undefined;
  let close: () => void = () => undefined;
  const cleanUp = () => {
    isOpen = false;
    clearInterval(recheck);
    signal.removeEventListener('abort', close);
    unsubscribe();
  };
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start: (controller) => {
        close = () => {
          if (!isOpen) return;
          cleanUp();
          controller.close();
        };
        const send = (frame: Uint8Array<ArrayBuffer>) => {
          if (isOpen) controller.enqueue(frame);
        };
        unsubscribe = hub.subscribe(audience, { send, queuedBytes: () => -(controller.desiredSize ?? 0), end: close });
        if (!isOpen) return;
        recheck = setInterval(() => {
          isStillAllowed().then(
            (isAllowed) => {
              if (isAllowed) return;
              send(signedOut);
              close();
            },
            () => undefined,
          );
        }, recheckMs);
        signal.addEventListener('abort', close);
        if (signal.aborted) close();
      },
      cancel: cleanUp,
    },
    // Counted in bytes, with nothing ahead: `desiredSize` is minus what the client has not taken yet.
    { highWaterMark: 0, size: (frame) => frame.byteLength },
  );
  return new Response(body, { headers });
}
