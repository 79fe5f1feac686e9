/** Running totals of this process, read by /metrics and the heartbeat. Plain numbers: the hot path only adds. */
export interface Counts {
  messages: number;
  readings: number;
  lateReadings: number;
  stored: number;
  duplicates: number;
  quarantined: Map<string, number>;
  alarmsOpened: number;
  /** Alarm rows that storage refused: a fault of ours. */
  refusedAlarms: number;
  commits: number;
  commitFailures: number;
  rebirthsAsked: number;
  reloads: number;
}

export const createCounts = (): Counts => ({
  messages: 0,
  readings: 0,
  lateReadings: 0,
  stored: 0,
  duplicates: 0,
  quarantined: new Map(),
  alarmsOpened: 0,
  refusedAlarms: 0,
  commits: 0,
  commitFailures: 0,
  rebirthsAsked: 0,
  reloads: 0,
});
