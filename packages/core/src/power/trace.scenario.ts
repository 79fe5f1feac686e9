import { quantityById } from '../quantity/index.ts';
import { stateByWire } from '../quantity/state-by-wire.ts';
import type { Instant } from '../reading/reading.ts';
import { type PowerObservation, type PowerQuantity, powerQuantities } from './observation.ts';
import { defaultPowerSettings, type EmergencySupply } from './supply.ts';

/** 2026-01-05T08:00Z: second 0 of every hand-made trace. */
export const T0: Instant = Date.UTC(2026, 0, 5, 8);

/** One mains with a switch, a set of 500 kW and a UPS. */
export const oneSet: EmergencySupply = {
  id: 'supply-1',
  mains: ['ats-1'],
  switches: ['ats-1'],
  gensets: [{ id: 'genset-1', ratedKw: 500, tankLitres: 5000 }],
  ups: ['ups-a'],
  settings: { ...defaultPowerSettings, returnWithinSeconds: 700 },
};

type Said = Readonly<Partial<Record<PowerQuantity, number | string>>>;

/** What a thing says from a second on, until it says otherwise. */
export interface Leg {
  readonly equipment: string;
  readonly from: number;
  readonly says: Said;
}

export const leg = (equipment: string, from: number, says: Said): Leg => ({ equipment, from, says });

const codeOf = (quantity: PowerQuantity, value: number | string): number => {
  const found = typeof value === 'number' ? value : stateByWire(quantityById(quantity) ?? failing(quantity), value);
  return found ?? failing(`${quantity} ${value}`);
};
const failing = (what: string): never => {
  throw new Error(`Nothing called ${what}`);
};

/** Samples of legs every `everySeconds`, each equipment at a phase of its own, from second −60 to `until`. */
export function trace(
  legs: readonly Leg[],
  how: { readonly until: number; readonly everySeconds?: number },
): readonly PowerObservation[] {
  const every = how.everySeconds ?? 1;
  return [...new Set(legs.map(({ equipment }) => equipment))].flatMap((equipment, index) => {
    const own = legs.filter((one) => one.equipment === equipment).toSorted((a, b) => a.from - b.from);
    const phase = (index * 0.37 * every) % every;
    const said = new Map<PowerQuantity, number>();
    let next = 0;
    return Array.from({ length: Math.floor((how.until + 60) / every) }, (_, step) => step * every - 60 + phase).flatMap(
      (second) => {
        for (let one = own[next]; one && one.from <= second; one = own[next]) {
          for (const quantity of powerQuantities) {
            const value = one.says[quantity];
            if (value !== undefined) said.set(quantity, codeOf(quantity, value));
          }
          next += 1;
        }
        const at = Math.round(T0 + second * 1000);
        return [...said].map(([quantity, value]) => ({ equipment, quantity, channel: quantity, at, value }));
      },
    );
  });
}

const rest: readonly Leg[] = [
  leg('ats-1', -60, { 'mains-voltage': 231, 'mains-frequency': 50, 'ats-position': 'mains' }),
  leg('genset-1', -60, {
    'engine-state': 'ready',
    'genset-mode': 'auto',
    'generator-power': 0,
    'generator-voltage': 0,
    'generator-frequency': 0,
    'fuel-level': 90,
    'start-battery-voltage': 27,
  }),
  leg('ups-a', -60, { 'ups-state': 'on_line', 'battery-charge': 100, 'battery-runtime': 900 }),
];
const mainsLost = (at: number) => [
  leg('ats-1', at, { 'mains-voltage': 0, 'mains-frequency': 0 }),
  leg('ups-a', at, { 'ups-state': 'on_battery' }),
];
const mainsBack = (at: number) => leg('ats-1', at, { 'mains-voltage': 231, 'mains-frequency': 50 });
const started = (at: number) => [
  leg('genset-1', at, { 'engine-state': 'cranking', 'start-battery-voltage': 21 }),
  leg('genset-1', at + 4, { 'engine-state': 'starting', 'start-battery-voltage': 25 }),
  leg('genset-1', at + 7, { 'engine-state': 'running', 'generator-voltage': 231, 'generator-frequency': 50 }),
];
const transferred = (at: number, kw = 200) => [
  leg('ats-1', at - 1, { 'ats-position': 'open' }),
  leg('ats-1', at, { 'ats-position': 'generator' }),
  leg('genset-1', at, { 'engine-state': 'loaded', 'generator-power': kw, 'oil-pressure': 420, 'coolant-temperature': 80 }),
  leg('ups-a', at, { 'ups-state': 'on_line', 'battery-charge': 98 }),
];
const returned = (at: number) => [
  leg('ats-1', at - 1, { 'ats-position': 'open' }),
  leg('ats-1', at, { 'ats-position': 'mains' }),
  leg('genset-1', at - 1, { 'engine-state': 'cooling', 'generator-power': 0 }),
];
const stopped = (at: number) => [
  leg('genset-1', at, { 'engine-state': 'stopping' }),
  leg('genset-1', at + 12, { 'engine-state': 'ready', 'generator-voltage': 0, 'generator-frequency': 0, 'fuel-level': 89 }),
];

/** Pieces of traces by what happens in them; seconds are those of the piece. */
export const pieces = { rest, mainsLost, mainsBack, started, transferred, returned, stopped };

/** An outage of forty minutes that goes as it should: on load after 15 s, back on the mains 10 min after its return, 5 min cool-down. */
export const goodOutage: readonly Leg[] = [
  ...rest,
  ...mainsLost(0),
  ...started(3),
  ...transferred(15),
  mainsBack(2400),
  ...returned(3000),
  ...stopped(3300),
];
