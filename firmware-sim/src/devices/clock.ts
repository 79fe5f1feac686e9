/** A device's own clock. Reads in whole milliseconds since 1970, UTC. */
export interface DeviceClock {
  readonly read: (now: number) => number;
}

/** A clock that was `offsetMs` off when it was set at `setAt` and gains `driftPpm` millionths since; `skewMs` is what a fault adds. */
export const createClock = (params: {
  readonly setAt: number;
  readonly offsetMs: number;
  readonly driftPpm: number;
  readonly skewMs: (now: number) => number;
}): DeviceClock => ({
  read: (now) => Math.round(now + params.offsetMs + ((now - params.setAt) * params.driftPpm) / 1e6 + params.skewMs(now)),
});
