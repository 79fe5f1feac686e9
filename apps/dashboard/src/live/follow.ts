import type { LiveDelta } from '@wachter/core';
import { type LiveEventName, type LiveEvents, liveEventNames } from './frames.ts';
import { applyDeltas, fromSnapshot, type LiveStore } from './live-state.ts';
import { isSameLiveness, livenessOf, silenceMs } from './liveness.ts';
import { type BrowserClocks, serverClock } from './server-clock.ts';

/** The part of EventSource that is used. */
export interface EventStream {
  readonly addEventListener: (name: string, listener: (event: { readonly data?: string }) => void) => void;
  readonly close: () => void;
  /** 2 = closed for good: an EventSource never returns from an answer other than 200. */
  readonly readyState: number;
}

export interface FollowDeps {
  readonly store: LiveStore;
  readonly open: () => EventStream;
  readonly clocks: BrowserClocks;
  /** Calls back each second; returns its stop. */
  readonly everySecond: (tick: () => void) => () => void;
  /** Calls back once before the next picture; returns its cancel. */
  readonly nextFrame: (draw: () => void) => () => void;
  /** Asked after the server refused the stream: is the session over? */
  readonly isSignedOut: () => Promise<boolean>;
}

const reopenAfterRefusalMs = 2_000;

/**
 * Keeps a live store true: one event stream, opened again whenever it is refused or silent, changes applied once per picture.
 * Returns the stop.
 */
export function follow(deps: FollowDeps): () => void {
  const { store, clocks } = deps;
  const clock = serverClock(clocks);
  const startedAt = clocks.monotonic();
  let pending: LiveDelta[] = [];
  let cancelFrame: (() => void) | null = null;
  let openedAt = startedAt;
  let isSignedOut = false;
  let databaseAwaySince: number | null = null;

  const judge = () => {
    const silentMs = clock.silentMs();
    const liveness = livenessOf({
      silentMs,
      openForMs: clocks.monotonic() - startedAt,
      lastEventAt: clock.lastHeardAt(),
      serverNow: clock.now(),
      health: store.getState().health,
      databaseAwaySince,
      isSignedOut,
    });
    const known = store.getState().liveness;
    return isSameLiveness(known, liveness) ? known : liveness;
  };
  const draw = () => {
    cancelFrame = null;
    const deltas = pending;
    pending = [];
    store.setState(applyDeltas(store.getState(), deltas));
  };
  const on: { readonly [N in LiveEventName]: (event: LiveEvents[N]) => void } = {
    snapshot: (snapshot) => {
      pending = [];
      clock.hear(snapshot.serverNow);
      store.setState({ ...fromSnapshot(snapshot), serverNow: clock.now() });
      store.setState({ liveness: judge() });
    },
    delta: (delta) => {
      clock.hear(delta.serverNow);
      pending.push(delta);
      cancelFrame ??= deps.nextFrame(draw);
    },
    heartbeat: (heartbeat) => {
      clock.hear(heartbeat.serverNow);
      databaseAwaySince = heartbeat.databaseAwaySince;
      store.setState({ health: heartbeat.health, modelRevision: heartbeat.modelRevision ?? store.getState().modelRevision });
      store.setState({ liveness: judge() });
    },
    closing: ({ reason }) => {
      isSignedOut = reason === 'signed-out';
      store.setState({ liveness: judge() });
    },
  };

  const connect = (): EventStream => {
    openedAt = clocks.monotonic();
    const opened = deps.open();
    for (const name of liveEventNames) {
      opened.addEventListener(name, ({ data }) => {
        if (opened !== stream || data === undefined) return;
        on[name](JSON.parse(data) as never);
      });
    }
    opened.addEventListener('error', () => {
      if (opened !== stream || opened.readyState !== 2) return;
      void deps.isSignedOut().then(
        (answer) => {
          isSignedOut = answer;
        },
        () => undefined,
      );
    });
    return opened;
  };
  let stream: EventStream | null = null;
  stream = connect();

  const reopenIfDead = () => {
    if (!stream) return;
    const sinceOpened = clocks.monotonic() - openedAt;
    const isRefused = stream.readyState === 2 && sinceOpened >= reopenAfterRefusalMs;
    const isSilent = (clock.silentMs() ?? Number.POSITIVE_INFINITY) >= silenceMs && sinceOpened >= silenceMs;
    if (!isRefused && !isSilent) return;
    stream.close();
    stream = connect();
  };
  const stopTicking = deps.everySecond(() => {
    reopenIfDead();
    store.setState({ serverNow: clock.now(), liveness: judge() });
  });

  return () => {
    stopTicking();
    cancelFrame?.();
    stream?.close();
    stream = null;
  };
}
