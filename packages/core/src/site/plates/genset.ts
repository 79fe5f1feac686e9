import { z } from 'zod';
import { definePlate, Kilowatts, Litres, said, usableShare } from './define.ts';

/** A generating set. Classes are those of ISO 8528-5 (domain.md 6.2). */
export const gensetPlate = definePlate(
  'genset',
  z.strictObject({
    ratedKw: said(Kilowatts, { en: 'Rated power (kW)', nl: 'Nominaal vermogen (kW)' }),
    performanceClass: said(z.enum(['G1', 'G2', 'G3', 'G4']).optional(), {
      en: 'Performance class (ISO 8528-5)',
      nl: 'Prestatieklasse (ISO 8528-5)',
    }),
    /** Left out: the set draws from tanks that are equipment of their own. */
    tankLitres: said(Litres.optional(), { en: 'Own tank (litres)', nl: 'Eigen tank (liter)' }),
    usableShare,
    /** Left out: 0.3, the cautious end of what is usual (domain.md 6.4). */
    litresPerKwh: said(z.number().positive().max(5).optional(), {
      en: 'Fuel used (litres per kWh)',
      nl: 'Brandstofverbruik (liter per kWh)',
    }),
  }),
);
export type GensetPlate = z.output<typeof gensetPlate.schema>;
