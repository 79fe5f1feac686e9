import { z } from 'zod';
import type { Words } from '../../quantity/define.ts';
import type { Equipment, EquipmentKind } from '../location.ts';

/** What stands on the nameplate of one kind of equipment. `of`: the plate as its schema reads it; null of another kind, or of a plate that is missing or unreadable. */
export interface Plate<Schema extends z.ZodObject = z.ZodObject> {
  readonly kind: EquipmentKind;
  readonly schema: Schema;
  readonly of: (thing: Pick<Equipment, 'kind' | 'rating'>) => z.output<Schema> | null;
}

export const definePlate = <Schema extends z.ZodObject>(kind: EquipmentKind, schema: Schema): Plate<Schema> => ({
  kind,
  schema,
  of: (thing) => {
    if (thing.kind !== kind || thing.rating === null) return null;
    const read = schema.safeParse(thing.rating);
    return read.success ? read.data : null;
  },
});

/** Gives a field of a plate its words, and its choices theirs, in the metadata of the schema: the form reads them there. */
export const said = <Schema extends z.ZodType>(schema: Schema, words: Words, choices?: Readonly<Record<string, Words>>): Schema =>
  schema.meta({ words, ...(choices ? { choices } : {}) });

export const Kilowatts = z.number().positive().max(100_000);
export const Litres = z.number().positive().max(1_000_000);

/** Share of a tank that can be used: the suction pipe does not reach the ground. */
export const usableShare = said(z.number().positive().max(1).default(0.9), {
  en: 'Usable share of the tank (0–1)',
  nl: 'Bruikbaar deel van de tank (0–1)',
});
