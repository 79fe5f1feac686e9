import { quantityById } from '../quantity/index.ts';
import { stateIdOf } from '../quantity/state-by-wire.ts';
import type { Health } from './group.ts';

/** What one point of a member says: the value as stored, and whether it speaks for the present (fresh, and not of bad quality). */
export interface HealthEvidence {
  readonly quantity: string;
  readonly value: number | null;
  readonly isTrusted: boolean;
}

/**
 * States that say whether a unit counts, by quantity (domain.md 7: a UPS on bypass, a set not in Auto, a switch or cooler in hand are not ok although they
 * run). A state that is not listed is ok: a UPS on battery does its work, and for how long is told by its minutes.
 */
const verdicts: Readonly<Record<string, Readonly<Record<string, Health>>>> = {
  'cooler-state': { manual: 'degraded', maintenance: 'maintenance', stopped: 'failed', fault: 'failed' },
  'genset-mode': { test: 'degraded', manual: 'degraded', stop: 'failed' },
  'engine-state': { 'not-ready': 'failed', shutdown: 'failed' },
  'ats-position': { open: 'failed', fault: 'failed' },
  'ups-state': {
    alarm: 'degraded',
    replace_battery: 'degraded',
    overload: 'failed',
    on_bypass: 'degraded',
    low_battery: 'failed',
    output_off: 'failed',
  },
  ventilation: { stopped: 'failed', fault: 'failed' },
};

/** Quantities whose points say whether the equipment they belong to counts in a group. */
export const healthQuantities: readonly string[] = Object.keys(verdicts);

const order: readonly Health[] = ['ok', 'degraded', 'unknown', 'maintenance', 'failed'];
const worse = (a: Health, b: Health): Health => (order.indexOf(a) >= order.indexOf(b) ? a : b);

/**
 * Health of equipment from its points: the gravest of what they say. A point that is stale, bad or silent leaves doubt, unless another one says that the
 * unit is out. Equipment of which no point tells is unknown: nobody may lean on what nobody measures. `isPlanned`: announced work makes it maintenance
 * at best, for whoever works on it may stop it any minute.
 */
export function equipmentHealth(evidence: readonly HealthEvidence[], isPlanned: boolean): Health {
  const telling = evidence.filter(({ quantity }) => quantity in verdicts);
  if (isPlanned) return 'maintenance';
  if (telling.length === 0) return 'unknown';
  return telling.map(healthBy).reduce(worse);
}

function healthBy({ quantity, value, isTrusted }: HealthEvidence): Health {
  const entry = quantityById(quantity);
  const state = value === null || !isTrusted || !entry ? null : stateIdOf(entry, value);
  if (state === null) return 'unknown';
  return verdicts[quantity]?.[state] ?? 'ok';
}

/** Health of a gateway or line from what the device says of itself; null = not heard of since the start. */
export const deviceHealth = (isOnline: boolean | null, isPlanned: boolean): Health =>
  isPlanned ? 'maintenance' : isOnline === null ? 'unknown' : isOnline ? 'ok' : 'failed';

/** Health of a sensor: it counts while it speaks and is believed. */
export const sensorHealth = (evidence: Pick<HealthEvidence, 'value' | 'isTrusted'>, isPlanned: boolean): Health =>
  isPlanned ? 'maintenance' : evidence.value !== null && evidence.isTrusted ? 'ok' : 'failed';
