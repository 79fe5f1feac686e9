import type { RuleInstance } from '@wachter/core';
import { DeviceOfflineParams } from '@wachter/core/alarm/rules/device-offline';
import { StaleParams } from '@wachter/core/alarm/rules/stale';
import type { Held } from './occurrences.ts';

/** When we could not hear: stretches of time, the last one perhaps still open. Counted from the start of the process. */
export interface Deafness {
  readonly stretches: { from: number; to: number }[];
}

/** What waits at the broker comes first: for so long after a connection silence says nothing. */
const SETTLE_MS = 10_000;

export const deafFrom = (at: number): Deafness => ({ stretches: [{ from: at, to: Number.POSITIVE_INFINITY }] });

export function brokerGone({ stretches }: Deafness, at: number): void {
  for (const stretch of stretches) stretch.to = Math.min(stretch.to, at);
  stretches.push({ from: at, to: Number.POSITIVE_INFINITY });
}

export function brokerThere({ stretches }: Deafness, at: number): void {
  for (const stretch of stretches) stretch.to = Math.min(stretch.to, at);
  stretches.push({ from: at, to: at + SETTLE_MS });
}

export const deafMs = ({ stretches }: Deafness, until: number): number =>
  stretches.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, until) - from), 0);

/** The last sign of life; `deafBefore` is how long we had been deaf by then. */
export interface Sign {
  readonly at: number;
  readonly deafBefore: number;
}

/** A rule that counts silence: what it has seen since it was started. */
export interface SilentRule {
  firstTickAt: number | null;
  /** Tick that first said that the device is gone. */
  goneAt: number | null;
  /** A message came after the word "gone": the word does not count until the device has said that it is there. */
  isWordVoid: boolean;
  held: Held | null;
  readonly offline: DeviceOfflineParams | null;
  readonly params: StaleParams;
}

export function silentRule({ type, params }: RuleInstance, open: Held | null): SilentRule {
  const offline = type === 'device-offline' ? DeviceOfflineParams.parse(params) : null;
  const base = { firstTickAt: null, goneAt: null, isWordVoid: false, held: open };
  return { ...base, offline, params: offline ?? StaleParams.parse(params) };
}

interface Told {
  readonly now: number;
  readonly sign: Sign | null;
  readonly deafness: Deafness;
  readonly isOnline: boolean | null;
}

/** One tick: silence is counted without the time in which we were deaf ourselves, and only from the first tick on where we heard nothing. */
export function tellTime(state: SilentRule, told: Told): void {
  const { now, sign, deafness } = told;
  const { offline, params } = state;
  const afterMs = params.afterSeconds * 1_000;
  state.firstTickAt ??= now;
  const settledAt = state.firstTickAt + (params.settleSeconds ?? params.afterSeconds) * 1_000;
  const heardAt = sign === null ? null : Math.min(now, sign.at + deafMs(deafness, now) - sign.deafBefore);
  const isHeard = heardAt !== null && now - heardAt <= afterMs;
  const silentFrom = heardAt === null ? settledAt : Math.max(heardAt + afterMs, settledAt);
  let since = now > silentFrom ? silentFrom : null;
  if (offline) {
    hearWord(state, offline, { ...told, heardAt });
    if (state.goneAt !== null && now >= state.goneAt + offline.graceSeconds * 1_000) since = state.goneAt;
  }
  if (state.held !== null) {
    if (isHeard && state.goneAt === null) state.held = null;
    return;
  }
  if (since === null || (isHeard && state.goneAt === null)) return;
  const direction = offline ? 'offline' : 'stale';
  state.held = { level: 'critical', since, direction, limit: params.afterSeconds };
}

function hearWord(state: SilentRule, params: DeviceOfflineParams, told: Told & { readonly heardAt: number | null }): void {
  if (!params.trustsStatus || told.isOnline !== false) {
    state.goneAt = null;
    state.isWordVoid = false;
    return;
  }
  if (state.isWordVoid) return;
  if (state.goneAt === null) {
    state.goneAt = told.now;
    return;
  }
  if (told.heardAt === null || told.heardAt <= state.goneAt) return;
  state.goneAt = null;
  state.isWordVoid = true;
}
