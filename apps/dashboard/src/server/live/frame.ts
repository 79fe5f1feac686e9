import type { LiveEventName, LiveEvents } from '../../live/frames.ts';

const encoder = new TextEncoder();

/** One server-sent event, ready for the wire. */
export const frameOf = <N extends LiveEventName>(name: N, event: LiveEvents[N]): Uint8Array<ArrayBuffer> =>
  encoder.encode(`event: ${name}\ndata: ${JSON.stringify(event)}\n\n`);
