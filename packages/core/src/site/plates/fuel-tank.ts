import { z } from 'zod';
import { definePlate, Litres, said, usableShare } from './define.ts';

/** A tank that feeds gensets. */
export const fuelTankPlate = definePlate(
  'fuel-tank',
  z.strictObject({
    litres: said(Litres, { en: 'Content when full (litres)', nl: 'Inhoud als hij vol is (liter)' }),
    usableShare,
  }),
);
export type FuelTankPlate = z.output<typeof fuelTankPlate.schema>;
