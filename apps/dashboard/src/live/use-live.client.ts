'use client';
import { type Alarm, alarmState, type DeviceState, type Instant, type PathHealth, type PointState } from '@wachter/core';
import { sortAlarms } from '@wachter/core/alarm/sort';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useLiveStore } from './live-provider.client.tsx';
import type { LiveState } from './live-state.ts';
import type { Liveness } from './liveness.ts';

/** Any view of the live state. Return a primitive or a stored object: a new object each time renders each time. */
export const useLive = <T>(select: (state: LiveState) => T): T => useStore(useLiveStore(), select);

/** Latest state of a point; undefined while nothing is known of it. Renders only when this point changes. */
export const usePointState = (pointId: number): PointState | undefined => useLive((state) => state.points.get(pointId));

/** States of all points, by id. Renders at every change of any: for lists use `usePointState` per row. */
export const usePointStates = (): ReadonlyMap<number, PointState> => useLive((state) => state.points);

/** Unfinished alarms in the order of every alarm list: unacknowledged, then priority, then newest. */
export function useAlarms(): readonly Alarm[] {
  const alarms = useLive((state) => state.alarms);
  return useMemo(() => sortAlarms([...alarms.values()].filter((alarm) => alarmState(alarm) !== 'normal')), [alarms]);
}

/** Those of them that people are told of: what is withheld is counted and listed apart. */
export function useOpenAlarms(): readonly Alarm[] {
  const alarms = useAlarms();
  return useMemo(() => alarms.filter((alarm) => alarm.withheld === 'none'), [alarms]);
}

export const useAlarm = (id: string): Alarm | undefined => useLive((state) => state.alarms.get(id));
export const useDeviceState = (deviceId: string): DeviceState | undefined => useLive((state) => state.devices.get(deviceId));
export const useDeviceStates = (): ReadonlyMap<string, DeviceState> => useLive((state) => state.devices);
export const useLiveness = (): Liveness => useLive((state) => state.liveness);
/** False until the first picture of the present has arrived: lists that are empty then are not known to be. */
export const useIsKnown = (): boolean => useLive((state) => state.isKnown);
export const useHealth = (): PathHealth | null => useLive((state) => state.health);

export interface FloodShown {
  /** null: no flood. */
  readonly since: Instant | null;
  readonly alarms: number;
}

/** The alarm flood that is on, of all sites together. Renders only when it begins, grows or ends. */
export function useFlood(): FloodShown {
  const since = useLive(({ health }) =>
    health?.floods.reduce((first, { beganAt }) => Math.min(first, beganAt), Number.POSITIVE_INFINITY),
  );
  const alarms = useLive(({ health }) => health?.floods.reduce((sum, flood) => sum + flood.alarms, 0) ?? 0);
  return { since: since === undefined || since === Number.POSITIVE_INFINITY ? null : since, alarms };
}

/** The server's present, once a second. */
export const useServerNow = (): Instant => useLive((state) => state.serverNow);
export const useModelRevision = (): string | null => useLive((state) => state.modelRevision);
