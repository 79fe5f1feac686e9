import { feedLoop, sourcesFirst } from '../../site/feeds.ts';
import { defaultPowerSettings } from '../supply.ts';
import { measures, type PowerThing, stateOn, valueOn } from './thing.ts';

/** Has a thing power to give (a tank: fuel)? `unknown`: nothing says so now. */
export type Energy = 'live' | 'dead' | 'unknown';

/** `open`: inputs that a switch has not chosen, by id of the switch. */
export interface Energised {
  readonly of: ReadonlyMap<string, Energy>;
  readonly open: ReadonlyMap<string, readonly string[]>;
}

/** Below this share of nominal a conductor counts as dead; between it and the lowest healthy voltage nothing is said. */
const DEAD_SHARE = 0.2;

function byVoltage(volts: number): Energy {
  const share = volts / defaultPowerSettings.nominalVolts;
  if (share <= DEAD_SHARE) return 'dead';
  return share >= defaultPowerSettings.mainsVolts[0] ? 'live' : 'unknown';
}

/** Voltages that say what a thing gives, by its kind; elsewhere `voltage`. */
const outputs: Partial<Record<PowerThing['kind'], readonly string[]>> = {
  mains: ['mains-voltage', 'voltage'],
  genset: ['generator-voltage'],
  ups: ['output-voltage'],
  ats: [],
  'fuel-tank': [],
};

/** What a thing says of itself; null when it says nothing and its sources must tell. */
function ownEnergy(thing: PowerThing): Energy | null {
  if (thing.kind === 'fuel-tank') {
    const level = valueOn(thing, 'fuel-level');
    return level === null ? 'unknown' : level > 0 ? 'live' : 'dead';
  }
  if (thing.kind === 'ups') {
    const state = stateOn(thing, 'ups-state');
    if (state === 'output_off') return 'dead';
    if (state !== null) return 'live';
  }
  const quantities = outputs[thing.kind] ?? ['voltage'];
  const volts = quantities.flatMap((quantity) => valueOn(thing, quantity) ?? []).at(0);
  if (volts !== undefined) return byVoltage(volts);
  const isMeasured = quantities.some((quantity) => measures(thing, quantity));
  const standsAlone = thing.kind === 'ups' || thing.kind === 'genset' || thing.fedBy.length === 0;
  return isMeasured || standsAlone ? 'unknown' : null;
}

/** What things with power in them are, from what they say and from what feeds them, the sources first. A loop says nothing. */
export function energised(things: readonly PowerThing[]): Energised {
  const of = new Map<string, Energy>();
  const open = new Map<string, readonly string[]>();
  if (feedLoop(things) !== null) return { of: new Map(things.map(({ id }) => [id, 'unknown'])), open };
  const byId = new Map(things.map((thing) => [thing.id, thing]));
  const mainsSeen = mainsBehind(things, byId);
  for (const thing of sourcesFirst(things)) {
    if (thing.kind === 'ats') open.set(thing.id, openInputs(thing, byId));
    const own = ownEnergy(thing);
    const told = thing.kind === 'mains' && own === 'unknown' ? (mainsSeen.get(thing.id) ?? own) : own;
    of.set(thing.id, told ?? throughOf(thing, { of, open }));
  }
  return { of, open };
}

/** A thing that says nothing has power when a source of its has, and none when none has. */
function throughOf(thing: PowerThing, { of, open }: Energised): Energy {
  const position = thing.kind === 'ats' ? stateOn(thing, 'ats-position') : null;
  if (position === 'open' || position === 'fault') return 'dead';
  const closed = thing.fedBy.filter((id) => !open.get(thing.id)?.includes(id)).map((id) => of.get(id) ?? 'unknown');
  if (thing.kind === 'ats' && position === null && new Set(closed).size > 1) return 'unknown';
  if (closed.includes('live')) return 'live';
  return closed.every((one) => one === 'dead') ? 'dead' : 'unknown';
}

/** Kinds of the roots that a thing draws from, itself among them. */
function rootsOf(id: string, byId: ReadonlyMap<string, PowerThing>): ReadonlySet<PowerThing['kind']> {
  const thing = byId.get(id);
  if (!thing) return new Set();
  if (thing.kind === 'genset' || thing.kind === 'mains') return new Set([thing.kind]);
  return new Set(thing.fedBy.flatMap((source) => [...rootsOf(source, byId)]));
}

/** Inputs a switch does not stand on. In no known position none is said to be open. */
function openInputs(thing: PowerThing, byId: ReadonlyMap<string, PowerThing>): readonly string[] {
  const position = stateOn(thing, 'ats-position');
  if (position === 'open' || position === 'fault') return thing.fedBy;
  if (position !== 'mains' && position !== 'generator') return [];
  const chosen = position === 'mains' ? 'mains' : 'genset';
  return thing.fedBy.filter((source) => !rootsOf(source, byId).has(chosen));
}

/** The mains as what hangs on it measures it, where there is one mains only: of two nobody could say which. */
function mainsBehind(things: readonly PowerThing[], byId: ReadonlyMap<string, PowerThing>): ReadonlyMap<string, Energy> {
  const [only, ...others] = things.filter(({ kind }) => kind === 'mains');
  if (!only || others.length > 0) return new Map();
  const volts = things
    .filter((thing) => thing.id !== only.id && rootsOf(thing.id, byId).has('mains'))
    .flatMap((thing) => valueOn(thing, 'mains-voltage') ?? [])
    .at(0);
  return volts === undefined ? new Map() : new Map([[only.id, byVoltage(volts)]]);
}
