import { ok, type Result, refuse } from '../result.ts';
import { type Unit, units } from './unit.ts';

export type UnitRefusal =
  | { readonly kind: 'unknown-unit'; readonly unit: string }
  | { readonly kind: 'incompatible-units'; readonly from: string; readonly to: string };

const fold = (text: string): string => text.toLowerCase().replace(/[\s_]+/g, '');

/** Exact spellings first; folded ones only where they mean one unit (`mw` could be MW or mW, so it means none). */
function buildTables(): { readonly exact: ReadonlyMap<string, Unit>; readonly folded: ReadonlyMap<string, Unit | null> } {
  const exact = new Map<string, Unit>();
  const folded = new Map<string, Unit | null>();
  for (const unit of units) {
    for (const spelling of [unit.id, ...unit.aliases]) {
      const other = exact.get(spelling);
      if (other && other !== unit) throw new Error(`Two units share the spelling "${spelling}": ${other.id} and ${unit.id}`);
      exact.set(spelling, unit);
      const key = fold(spelling);
      const known = folded.get(key);
      folded.set(key, known === undefined || known === unit ? unit : null);
    }
  }
  return { exact, folded };
}

const { exact, folded } = buildTables();

/** The unit a spelling means, or null. `mW` is not `MW`: spellings whose case decides are only taken as written. */
export const unitBySpelling = (spelling: string): Unit | null => exact.get(spelling) ?? folded.get(fold(spelling)) ?? null;

/**
 * `value` in unit `from`, expressed in unit `to`; both are ids or known spellings. Refuses units outside the table and units of
 * different dimensions. Same unit returns the very same number.
 */
export function convert(value: number, from: string, to: string): Result<number, UnitRefusal> {
  if (from === to) return ok(value);
  const source = unitBySpelling(from);
  if (!source) return refuse({ kind: 'unknown-unit', unit: from });
  const target = unitBySpelling(to);
  if (!target) return refuse({ kind: 'unknown-unit', unit: to });
  if (source === target) return ok(value);
  if (source.dimension !== target.dimension) return refuse({ kind: 'incompatible-units', from: source.id, to: target.id });
  return ok(tidy(scale(value, source, target)));
}

/** Dividing by a whole number is exact where multiplying by its inverse is not: 3,300 mV is 3.3 V. */
function scale(value: number, source: Unit, target: Unit): number {
  if (source.offset === 0 && target.offset === 0) {
    const ratio = target.factor / source.factor;
    return ratio > 1 ? value / ratio : value * (source.factor / target.factor);
  }
  if (source.id === '°F') return ((value - 32) * 5) / 9 / target.factor - target.offset / target.factor;
  return (value * source.factor + source.offset - target.offset) / target.factor;
}

/** Takes away the noise of binary fractions (296.55 K is 23.4 °C, not 23.400000000000034), far below any sensor's resolution. */
const tidy = (value: number): number => (Math.abs(value) < 1e6 ? Math.round(value * 1e9) / 1e9 : value);
