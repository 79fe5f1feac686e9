import type { Alarm, DeviceState, Instant, LiveDelta, LiveSnapshot, PathHealth, PointState } from '@wachter/core';
import { alarmState } from '@wachter/core/alarm/alarm';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Liveness } from './liveness.ts';

/** What a browser knows of the present. `serverNow` moves once a second; ages are computed against it. */
export interface LiveState {
  readonly points: ReadonlyMap<number, PointState>;
  readonly alarms: ReadonlyMap<string, Alarm>;
  readonly devices: ReadonlyMap<string, DeviceState>;
  readonly health: PathHealth | null;
  readonly liveness: Liveness;
  /** Has the present ever arrived? Before that nothing may be counted, least of all "no alarms". */
  readonly isKnown: boolean;
  readonly serverNow: Instant;
  readonly modelRevision: string | null;
}

export type LiveStore = StoreApi<LiveState>;

export const emptyLiveState = (serverNow: Instant): LiveState => ({
  points: new Map(),
  alarms: new Map(),
  devices: new Map(),
  health: null,
  liveness: { kind: 'connecting' },
  isKnown: false,
  serverNow,
  modelRevision: null,
});

export const createLiveStore = (serverNow: Instant): LiveStore => createStore(() => emptyLiveState(serverNow));

type Data = Pick<LiveState, 'points' | 'alarms' | 'devices' | 'health'>;

export const fromSnapshot = (snapshot: LiveSnapshot): Data => ({
  points: new Map(snapshot.points.map((point) => [point.pointId, point])),
  alarms: new Map(snapshot.alarms.map((alarm) => [alarm.id, alarm])),
  devices: new Map(snapshot.devices.map((device) => [device.deviceId, device])),
  health: snapshot.health,
});

function merged<K, V extends { readonly version: number }>(
  known: ReadonlyMap<K, V>,
  rows: readonly V[],
  keyOf: (row: V) => K,
): ReadonlyMap<K, V> {
  const newer = rows.filter((row) => (known.get(keyOf(row))?.version ?? -1) < row.version);
  if (newer.length === 0) return known;
  const next = new Map(known);
  for (const row of newer) next.set(keyOf(row), row);
  return next;
}

/** Applies deltas in order; a row that is not newer than the known one changes nothing. */
export function applyDeltas(data: Data, deltas: readonly LiveDelta[]): Data {
  const points = deltas.flatMap((delta) => delta.points ?? []);
  const alarms = deltas.flatMap((delta) => delta.alarms ?? []);
  const devices = deltas.flatMap((delta) => delta.devices ?? []);
  return {
    points: merged(
      data.points,
      latest(points, (row) => row.pointId),
      (row) => row.pointId,
    ),
    alarms: merged(
      data.alarms,
      latest(alarms, (row) => row.id),
      (row) => row.id,
    ),
    devices: merged(
      data.devices,
      latest(devices, (row) => row.deviceId),
      (row) => row.deviceId,
    ),
    health: data.health,
  };
}

/** Of several rows with one key the one with the highest version. */
function latest<K, V extends { readonly version: number }>(rows: readonly V[], keyOf: (row: V) => K): readonly V[] {
  const best = new Map<K, V>();
  for (const row of rows) {
    const known = best.get(keyOf(row));
    if (!known || known.version <= row.version) best.set(keyOf(row), row);
  }
  return [...best.values()];
}

const forgetSettledAfterMs = 10 * 60_000;

/** Alarms that have been normal for ten minutes leave the present; the same map when none does. */
export function withoutSettled(alarms: ReadonlyMap<string, Alarm>, now: Instant): ReadonlyMap<string, Alarm> {
  const isSettled = (alarm: Alarm) =>
    alarmState(alarm) === 'normal' &&
    now - Math.max(alarm.clearedAt ?? 0, alarm.acknowledgedAt ?? 0, alarm.resetAt ?? 0) > forgetSettledAfterMs;
  const kept = [...alarms].filter(([, alarm]) => !isSettled(alarm));
  return kept.length === alarms.size ? alarms : new Map(kept);
}
