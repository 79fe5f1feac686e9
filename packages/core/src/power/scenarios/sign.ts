import type { Alarm } from '../../alarm/alarm.ts';
import type { Words } from '../../quantity/define.ts';
import { quantityById } from '../../quantity/index.ts';

/**
 * Something that a test shows on purpose, by what its alarm says: values of a state, or a number below its limit. `onlyWarning`: the critical limit
 * still means what it says.
 */
export interface Sign {
  readonly id: string;
  readonly name: Words;
  /** By quantity: ids of states, or `low` and `high` of a number. */
  readonly shows: Readonly<Record<string, readonly string[]>>;
  readonly onlyWarning?: true;
}

type Said = Pick<Alarm, 'direction' | 'value' | 'level'>;

/** Does an alarm of a point say what this sign shows? One about missing data never does. */
export function isSignOf(sign: Sign, quantity: string | null, { direction, value, level }: Said): boolean {
  const shown = quantity === null ? undefined : sign.shows[quantity];
  if (shown === undefined || (sign.onlyWarning === true && level !== 'warning')) return false;
  if (direction !== 'state') return shown.includes(direction);
  const state = quantityById(quantity ?? '')?.states?.find(({ code }) => code === value);
  return state !== undefined && shown.includes(state.id);
}

export const mainsLost: Sign = {
  id: 'mains-lost',
  name: { en: 'mains lost', nl: 'netuitval' },
  shows: { 'mains-voltage': ['low'], 'mains-frequency': ['low'], 'input-voltage': ['low'] },
};
export const onBattery: Sign = {
  id: 'on-battery',
  name: { en: 'UPS on battery', nl: 'UPS op accu' },
  shows: { 'ups-state': ['on_battery', 'test_running', 'degraded'] },
};
export const discharging: Sign = {
  id: 'discharging',
  name: { en: 'battery discharging', nl: 'accu ontlaadt' },
  shows: { 'battery-charge': ['low'], 'battery-runtime': ['low'] },
  onlyWarning: true,
};
export const engineRuns: Sign = {
  id: 'engine-runs',
  name: { en: 'engine runs', nl: 'motor draait' },
  shows: {
    'engine-state': ['prestart', 'cranking', 'pause', 'starting', 'running', 'loaded', 'cooling', 'stopping'],
    'genset-mode': ['test', 'manual'],
  },
};
export const onGenerator: Sign = {
  id: 'on-generator',
  name: { en: 'switch on the generator', nl: 'omschakelaar op aggregaat' },
  shows: { 'ats-position': ['generator'] },
};
export const betweenSources: Sign = {
  id: 'between-sources',
  name: { en: 'switch between sources', nl: 'omschakelaar tussen bronnen' },
  shows: { 'ats-position': ['open'] },
};
export const coolingStops: Sign = {
  id: 'cooling-stops',
  name: { en: 'cooling stops and starts again', nl: 'koeling stopt en start weer' },
  shows: { 'cooler-state': ['stopped', 'standby'] },
};
export const setBlocked: Sign = {
  id: 'set-blocked',
  name: { en: 'a set is blocked', nl: 'een aggregaat is geblokkeerd' },
  shows: { 'genset-mode': ['stop', 'manual'], 'engine-state': ['not-ready', 'shutdown', 'no-start'] },
};
export const moduleFails: Sign = {
  id: 'module-fails',
  name: { en: 'a UPS module is out', nl: 'een UPS-module is uit' },
  shows: { 'ups-state': ['alarm', 'degraded'] },
};
export const moreLoad: Sign = {
  id: 'more-load',
  name: { en: 'the rest carries more', nl: 'de rest draagt meer' },
  shows: { 'ups-load': ['high'] },
  onlyWarning: true,
};
export const switchFails: Sign = {
  id: 'switch-fails',
  name: { en: 'the switch does not transfer', nl: 'de omschakelaar schakelt niet' },
  shows: { 'ats-position': ['fault', 'open'] },
};
export const fuelLow: Sign = {
  id: 'fuel-low',
  name: { en: 'fuel low', nl: 'brandstof laag' },
  shows: { 'fuel-level': ['low'] },
};
