import { plates } from '@wachter/core';
import { z } from 'zod';
import type { PlateSchema } from '../../features/site/plate-fields.ts';
import { once } from '../once.ts';

/** Nameplates of each kind of equipment that has one as JSON Schema, for forms. Not secret: no right is needed. */
export const plateSchemas = (): Readonly<Record<string, PlateSchema>> =>
  once('plate-schemas', () =>
    Object.fromEntries(plates.map(({ kind, schema }) => [kind, z.toJSONSchema(schema, { io: 'input' }) as PlateSchema])),
  );
