import { z } from 'zod';
import { formatNumber } from '../../quantity/format.ts';
import { loadTimes, type SetRun } from '../run.ts';
import { defineCriterion, nameIn, type Outcome } from '../verdict.ts';
import { inBoth } from '../words.ts';

/** Litres for each kWh; `gaugePercent`: error of a difference of two readings of the gauge, percent of the tank. */
export const FuelUseParams = z
  .strictObject({
    leastLitresPerKwh: z.number().min(0).max(5).default(0.2),
    mostLitresPerKwh: z.number().positive().max(5).default(0.4),
    gaugePercent: z.number().min(0).max(20).default(0.3),
  })
  .refine((p) => p.leastLitresPerKwh < p.mostLitresPerKwh, { message: 'the lower limit must be below the upper' });
export type FuelUseParams = z.output<typeof FuelUseParams>;

/** Energy of the minutes on load, kWh. */
export const energyKwh = ({ tally }: Pick<SetRun, 'tally'>): number =>
  tally.minutes.reduce((sum, { meanKw }) => sum + meanKw / 60, 0);

/** Fuel used against energy given: too little is a stuck gauge, too much a leak. About 0.25 to 0.3 l/kWh is usual (domain.md 6.4). */
export const fuelUse = defineCriterion<FuelUseParams>({
  id: 'fuel-use',
  name: { en: 'Fuel used', nl: 'Brandstofverbruik' },
  params: FuelUseParams,
  judge: (run, params, context) =>
    run.sets.flatMap((set) => {
      const { firstFuel, lastFuel } = set.tally;
      if (set.tankLitres === null || firstFuel === null || lastFuel === null || loadTimes(set).length === 0) return [];
      const litres = ((firstFuel - lastFuel) / 100) * set.tankLitres;
      const error = (params.gaugePercent / 100) * set.tankLitres;
      const kwh = energyKwh(set);
      const least = kwh * params.leastLitresPerKwh;
      const most = kwh * params.mostLitresPerKwh;
      const outcome: Outcome =
        litres + error < least || litres - error > most
          ? 'fail'
          : litres - error >= least && litres + error <= most
            ? 'pass'
            : 'inconclusive';
      const sentence = inBoth((locale) => {
        const show = (value: number) => formatNumber(value, 0, locale);
        const name = nameIn(context, set.id);
        return locale === 'nl'
          ? `${name} verbruikte ${show(litres)} ± ${show(error)} l voor ${show(kwh)} kWh; te verwachten is ${show(least)}–${show(most)} l.`
          : `${name} used ${show(litres)} ± ${show(error)} l for ${show(kwh)} kWh; ${show(least)}–${show(most)} l are to be expected.`;
      });
      const litresOf = (value: number) => inBoth((locale) => `${formatNumber(value, 0, locale)} l`);
      const figures = {
        measured: litresOf(litres),
        limit: inBoth((locale) => `${formatNumber(least, 0, locale)}–${litresOf(most)[locale]}`),
        uncertainty: inBoth((locale) => `± ${litresOf(error)[locale]}`),
      };
      return [{ outcome, equipment: set.id, sentence, figures }];
    }),
});
