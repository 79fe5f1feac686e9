import { ok, type Result, refuse } from '../../result.ts';
import type { EquipmentKind, Rating } from '../location.ts';
import { atsPlate } from './ats.ts';
import { coolerPlate } from './cooler.ts';
import type { Plate } from './define.ts';
import { fuelTankPlate } from './fuel-tank.ts';
import { gensetPlate } from './genset.ts';
import { upsPlate } from './ups.ts';

/** One line per kind of equipment that has a nameplate. */
export const plates: readonly Plate[] = [gensetPlate, fuelTankPlate, upsPlate, coolerPlate, atsPlate];

const byKind = new Map<EquipmentKind, Plate>(plates.map((plate) => [plate.kind, plate]));
if (byKind.size !== plates.length) throw new Error('Two nameplates are of the same kind');

/** Something wrong with a plate, at a path inside it. */
export interface PlateIssue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** A rating as the schema of its kind reads it, defaults filled in. Null is always right: nobody has read the plate yet. */
export function checkRating(kind: EquipmentKind, rating: unknown): Result<Rating | null, readonly PlateIssue[]> {
  if (rating === null) return ok(null);
  const plate = byKind.get(kind);
  if (!plate) return refuse([{ path: [], message: `equipment of the kind ${kind} has no nameplate` }]);
  const read = plate.schema.safeParse(rating);
  if (read.success) return ok(read.data);
  return refuse(
    read.error.issues.map(({ path, message }) => ({
      path: path.map((part) => (typeof part === 'number' ? part : String(part))),
      message,
    })),
  );
}
