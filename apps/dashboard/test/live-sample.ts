import { type Alarm, GOOD, type LiveSnapshot, type PathHealth, type PointState } from '@wachter/core';

export const startedAt = 1_800_000_000_000;

export const pointState = (pointId: number, value: number, version: number): PointState => ({
  pointId,
  value,
  quality: GOOD,
  observedAt: startedAt,
  receivedAt: startedAt,
  version,
});

export const alarm = (id: string, change: Partial<Alarm> = {}): Alarm => ({
  id,
  siteId: 'site-1',
  ruleId: `rule of ${id}`,
  pointId: 1,
  deviceId: null,
  priority: 'high',
  isLatching: false,
  version: 1,
  raisedAt: startedAt,
  recordedAt: startedAt,
  activatedAt: startedAt,
  activation: 1,
  clearedAt: null,
  level: 'warning',
  direction: 'high',
  value: 28,
  limit: 27,
  peak: 28,
  isLate: false,
  acknowledgedActivation: 0,
  acknowledgedAt: null,
  acknowledgedBy: null,
  acknowledgeComment: null,
  resetActivation: 0,
  resetAt: null,
  resetBy: null,
  acknowledgedUntil: null,
  withheld: 'none',
  withheldBy: null,
  withheldUntil: null,
  incidentId: null,
  chatteringSince: null,
  ...change,
});

export const healthy = (at = startedAt): PathHealth => ({
  ingestAliveAt: at,
  isBrokerConnected: true,
  lastReadingAt: at,
  readingsLastMinute: 60,
  floods: [],
});

export const snapshot = (change: Partial<LiveSnapshot> = {}): LiveSnapshot => ({
  version: 1,
  serverNow: startedAt,
  points: [],
  alarms: [],
  devices: [],
  health: healthy(),
  ...change,
});
