import type { LiveDelta } from '@wachter/core';
import type { LiveEventName, LiveEvents, Snapshot } from './frames.ts';
import { applyDeltas, fromSnapshot, type LiveStore, withoutSettled } from './live-state.ts';
import { isSameLiveness, livenessOf } from './liveness.ts';
import { type BrowserClocks, serverClock } from './server-clock.ts';
import { withNulls } from './with-nulls.ts';

export interface PictureDeps {
  readonly store: LiveStore;
  readonly clocks: BrowserClocks;
  /** Calls back once before the next picture; returns its cancel. */
  readonly nextFrame: (draw: () => void) => () => void;
}

export type Hear = { readonly [N in LiveEventName]: (event: LiveEvents[N]) => void };

/** Turns what the server says into the live state: changes once per picture, and a judgement whether it is live. */
export function createPicture({ store, clocks, nextFrame }: PictureDeps) {
  const clock = serverClock(clocks);
  const startedAt = clocks.monotonic();
  let pending: LiveDelta[] = [];
  let cancelFrame: (() => void) | null = null;
  let databaseAwaySince: number | null = null;
  let isSignedOut = false;
  /** A present of which parts are still to come: nothing of it is shown before it is whole. */
  let arriving: Snapshot | null = null;

  const judge = () => {
    const known = store.getState();
    const liveness = livenessOf({
      silentMs: clock.silentMs(),
      openForMs: clocks.monotonic() - startedAt,
      lastEventAt: clock.lastHeardAt(),
      serverNow: clock.now(),
      health: known.health,
      databaseAwaySince,
      isSignedOut,
    });
    if (!isSameLiveness(known.liveness, liveness)) store.setState({ liveness });
  };
  const draw = () => {
    cancelFrame = null;
    const deltas = pending;
    pending = [];
    const data = applyDeltas(store.getState(), deltas);
    store.setState({ ...data, alarms: withoutSettled(data.alarms, clock.now()) });
  };
  const take = (snapshot: Snapshot) => {
    pending = [];
    isSignedOut = false;
    const whole = { ...snapshot, alarms: snapshot.alarms.map(withNulls) };
    store.setState({ ...fromSnapshot(whole), isKnown: true, serverNow: clock.now() });
    judge();
  };
  const hear: Hear = {
    snapshot: (snapshot) => {
      clock.hear(snapshot.serverNow);
      arriving = snapshot.more ? snapshot : null;
      if (!snapshot.more) take(snapshot);
    },
    rest: ({ serverNow, alarms, more }) => {
      clock.hear(serverNow);
      if (!arriving) return;
      arriving = { ...arriving, alarms: [...arriving.alarms, ...alarms] };
      if (more) return;
      take(arriving);
      arriving = null;
    },
    delta: (delta) => {
      clock.hear(delta.serverNow);
      pending.push(delta);
      cancelFrame ??= nextFrame(draw);
    },
    heartbeat: ({ version, serverNow, health, modelRevision, ...heartbeat }) => {
      clock.hear(serverNow);
      databaseAwaySince = heartbeat.databaseAwaySince;
      const known = store.getState();
      // Before its first answer from the database the server knows nothing of the path: that is no news.
      store.setState({ health: version < 0 ? known.health : health, modelRevision: modelRevision ?? known.modelRevision });
      judge();
    },
    closing: ({ reason }) => {
      isSignedOut = reason === 'signed-out';
      judge();
    },
  };
  return {
    hear,
    silentMs: clock.silentMs,
    signedOut: (answer: boolean) => {
      isSignedOut = answer;
      judge();
    },
    /** Each second: time goes on, whatever the server says. */
    tick: () => {
      store.setState({ serverNow: clock.now() });
      judge();
    },
    stop: () => cancelFrame?.(),
  };
}
