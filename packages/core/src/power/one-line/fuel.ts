import { fuelTankPlate } from '../../site/plates/fuel-tank.ts';
import { gensetPlate } from '../../site/plates/genset.ts';
import { measures, type PowerThing, valueOn } from './thing.ts';

/** The cautious end of what is usual, domain.md 6.4: 0.25 to 0.3 litres for a kWh. */
const USUAL_LITRES_PER_KWH = 0.3;

/** How long the fuel lasts at the load of now, or what is missing to know it. `isAssumed`: nobody told what the sets use. */
export type FuelHours =
  | {
      readonly kind: 'known';
      readonly hours: number;
      readonly litres: number;
      readonly loadKw: number;
      readonly isAssumed: boolean;
    }
  | { readonly kind: 'unknown'; readonly why: 'no-tank' | 'no-level' | 'no-load' };

interface Tank {
  readonly litres: number;
  readonly levelPercent: number | null;
}

/** Litres that can be used (content × level × usable share), over what the sets use at the present load. One tank without a level leaves it unknown. */
export function fuelHours(things: readonly PowerThing[]): FuelHours {
  const tanks = things.flatMap(tankOf);
  if (tanks.length === 0) return { kind: 'unknown', why: 'no-tank' };
  const litres = tanks.map(({ litres: full, levelPercent }) => (levelPercent === null ? null : (full * levelPercent) / 100));
  if (litres.includes(null)) return { kind: 'unknown', why: 'no-level' };
  const loadKw = presentLoadKw(things);
  if (loadKw === null || loadKw <= 0) return { kind: 'unknown', why: 'no-load' };
  const told = things.flatMap((thing) => gensetPlate.of(thing)?.litresPerKwh ?? []);
  const perKwh = told.length === 0 ? USUAL_LITRES_PER_KWH : Math.max(...told);
  const usable = litres.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  return { kind: 'known', hours: usable / (loadKw * perKwh), litres: usable, loadKw, isAssumed: told.length === 0 };
}

function tankOf(thing: PowerThing): readonly Tank[] {
  const levelPercent = valueOn(thing, 'fuel-level');
  const set = gensetPlate.of(thing);
  if (set?.tankLitres !== undefined) return [{ litres: set.tankLitres * set.usableShare, levelPercent }];
  const tank = fuelTankPlate.of(thing);
  return tank ? [{ litres: tank.litres * tank.usableShare, levelPercent }] : [];
}

/** What sets carry now; with none on load, what the transfer switches carry, for that is what the sets would take. */
export function presentLoadKw(things: readonly PowerThing[]): number | null {
  const sets = things.filter(({ kind }) => kind === 'genset').flatMap((set) => valueOn(set, 'generator-power') ?? []);
  const carried = sets.reduce((sum, kw) => sum + kw, 0);
  if (carried > 0) return carried;
  const switches = things.filter((thing) => thing.kind === 'ats' && measures(thing, 'power'));
  const watts = switches.map((thing) => valueOn(thing, 'power'));
  if (watts.length === 0 || watts.includes(null)) return null;
  return watts.reduce<number>((sum, one) => sum + (one ?? 0), 0) / 1000;
}
