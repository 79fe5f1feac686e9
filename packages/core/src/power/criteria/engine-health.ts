import { z } from 'zod';
import { formatNumber } from '../../quantity/format.ts';
import { loadTimes } from '../run.ts';
import { defineCriterion, nameIn, type Outcome } from '../verdict.ts';
import { asIs, inBoth, sayLeast, sayMost } from '../words.ts';

/** Oil in kPa while running, coolant in °C (engine defaults of domain.md 6.5). */
export const EngineHealthParams = z.strictObject({
  leastOilKpa: z.number().min(0).max(1500).default(200),
  mostCoolantC: z.number().min(0).max(150).default(95),
});
export type EngineHealthParams = z.output<typeof EngineHealthParams>;

export const engineHealth = defineCriterion<EngineHealthParams>({
  id: 'engine-health',
  name: { en: 'Oil and coolant on load', nl: 'Olie en koelwater onder belasting' },
  params: EngineHealthParams,
  judge: (run, params, context) =>
    run.sets
      .filter((set) => loadTimes(set).length > 0)
      .map(({ id, tally }) => {
        const { lowestOilKpa: oil, highestCoolantC: coolant } = tally;
        const isBad = (oil !== null && oil < params.leastOilKpa) || (coolant !== null && coolant > params.mostCoolantC);
        const outcome: Outcome = isBad ? 'fail' : oil === null || coolant === null ? 'inconclusive' : 'pass';
        const sentence = inBoth((locale) => {
          const isDutch = locale === 'nl';
          const show = (value: number | null, unit: string) =>
            value === null ? (isDutch ? 'onbekend' : 'not known') : `${formatNumber(value, 0, locale)} ${unit}`;
          return isDutch
            ? `${nameIn(context, id)}: laagste oliedruk ${show(oil, 'kPa')} (ten minste ${params.leastOilKpa} kPa), hoogste koelwater ${show(coolant, '°C')} (hoogstens ${params.mostCoolantC} °C).`
            : `${nameIn(context, id)}: lowest oil pressure ${show(oil, 'kPa')} (at least ${params.leastOilKpa} kPa), highest coolant ${show(coolant, '°C')} (at most ${params.mostCoolantC} °C).`;
        });
        const figures = {
          measured: inBoth((locale) =>
            [
              oil === null ? (locale === 'nl' ? 'olie onbekend' : 'oil not known') : `${formatNumber(oil, 0, locale)} kPa`,
              coolant === null
                ? locale === 'nl'
                  ? 'koelwater onbekend'
                  : 'coolant not known'
                : `${formatNumber(coolant, 0, locale)} °C`,
            ].join(', '),
          ),
          limit: inBoth(
            (locale) =>
              `${sayLeast(asIs(`${params.leastOilKpa} kPa`))[locale]}, ${sayMost(asIs(`${params.mostCoolantC} °C`))[locale]}`,
          ),
          uncertainty: null,
        };
        return { outcome, equipment: id, sentence, figures };
      }),
});
