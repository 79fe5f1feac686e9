import type { LiveEvents } from './frames.ts';
import { createPicture, type PictureDeps } from './picture.ts';
import { type EventStream, stayConnected } from './stay-connected.ts';

export interface FollowDeps extends PictureDeps {
  readonly open: () => EventStream;
  /** Calls back each second; returns its stop. */
  readonly everySecond: (tick: () => void) => () => void;
  /** Asked after the server refused the stream: is the session over? */
  readonly isSignedOut: () => Promise<boolean>;
}

/** Keeps a live store true for as long as somebody looks. Returns the stop. */
export function follow(deps: FollowDeps): () => void {
  const picture = createPicture(deps);
  const connection = stayConnected({
    open: deps.open,
    monotonic: deps.clocks.monotonic,
    silentMs: picture.silentMs,
    onEvent: (name, data) => {
      const hear = picture.hear[name] as (event: LiveEvents[typeof name]) => void;
      hear(JSON.parse(data));
    },
    onRefused: () => {
      deps.isSignedOut().then(picture.signedOut, () => undefined);
    },
  });
  const stopTicking = deps.everySecond(() => {
    connection.check();
    picture.tick();
  });
  return () => {
    stopTicking();
    picture.stop();
    connection.close();
  };
}
