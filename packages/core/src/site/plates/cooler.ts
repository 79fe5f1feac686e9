import { z } from 'zod';
import { definePlate, Kilowatts, said } from './define.ts';

/** A cooler by the heat it can take away. */
export const coolerPlate = definePlate(
  'cooler',
  z.strictObject({ ratedKw: said(Kilowatts, { en: 'Rated cooling (kW)', nl: 'Nominaal koelvermogen (kW)' }) }),
);
export type CoolerPlate = z.output<typeof coolerPlate.schema>;
