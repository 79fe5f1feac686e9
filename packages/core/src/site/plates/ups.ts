import { z } from 'zod';
import { definePlate, Kilowatts, said } from './define.ts';

/** One battery string. Design life holds at the reference temperature of its data sheet. */
const BatteryString = z.strictObject({
  type: said(z.enum(['VRLA', 'li-ion', 'NiCd']), { en: 'Type', nl: 'Type' }),
  installedOn: said(z.iso.date(), { en: 'Installed on', nl: 'Geplaatst op' }),
  designLifeYears: said(z.number().positive().max(30), { en: 'Design life (years)', nl: 'Ontwerplevensduur (jaar)' }),
  referenceTemperature: said(z.literal([20, 25]), {
    en: 'Design life holds at (°C)',
    nl: 'Ontwerplevensduur geldt bij (°C)',
  }),
  replaceBy: said(z.iso.date().optional(), { en: 'Replace by', nl: 'Vervangen vóór' }),
  ratedMinutes: said(z.number().positive().max(1440).optional(), {
    en: 'Minutes at rated load',
    nl: 'Minuten bij nominale belasting',
  }),
});
export type BatteryString = z.output<typeof BatteryString>;

export const upsPlate = definePlate(
  'ups',
  z.strictObject({
    modules: said(z.number().int().positive().max(100), { en: 'Modules', nl: 'Modules' }),
    moduleKw: said(Kilowatts, { en: 'Power of a module (kW)', nl: 'Vermogen per module (kW)' }),
    strings: said(z.array(BatteryString).max(50).default([]), { en: 'Battery strings', nl: 'Accustrings' }),
  }),
);
export type UpsPlate = z.output<typeof upsPlate.schema>;
