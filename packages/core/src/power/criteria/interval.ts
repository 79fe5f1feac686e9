import { z } from 'zod';
import { formatNumber } from '../../quantity/format.ts';
import { defineCriterion, type Outcome } from '../verdict.ts';
import { inBoth } from '../words.ts';

export const IntervalParams = z
  .strictObject({ leastDays: z.number().min(0).max(3650), mostDays: z.number().positive().max(3650) })
  .refine(({ leastDays, mostDays }) => leastDays < mostDays, { message: 'the shortest interval must be below the longest' });
export type IntervalParams = z.output<typeof IntervalParams>;

const DAY = 86_400_000;
const sayDays = (count: string, locale: 'en' | 'nl') => `${count} ${locale === 'nl' ? 'dagen' : 'days'}`;

/** Days since the last run that counted for the same rule set. Sooner proves nothing new, later leaves a hole in the series. */
export const interval = defineCriterion<IntervalParams>({
  id: 'interval',
  name: { en: 'Time since the last that counted', nl: 'Tijd sinds de vorige die telde' },
  params: IntervalParams,
  judge: (run, { leastDays, mostDays }, { previousAt }) => {
    if (previousAt === null)
      return [
        {
          outcome: 'pass',
          equipment: null,
          sentence: { en: 'It is the first of its series.', nl: 'Het is de eerste van de reeks.' },
        },
      ];
    const days = (run.startedAt - previousAt) / DAY;
    const outcome: Outcome = days >= leastDays && days <= mostDays ? 'pass' : 'fail';
    const sentence = inBoth((locale) => {
      const found = formatNumber(Math.round(days * 10) / 10, null, locale);
      return locale === 'nl'
        ? `${found} dagen na de vorige die telde; gevraagd zijn ${leastDays} tot ${mostDays} dagen.`
        : `${found} days after the last one that counted; ${leastDays} to ${mostDays} days are asked.`;
    });
    const figures = {
      measured: inBoth((locale) => sayDays(formatNumber(Math.round(days * 10) / 10, null, locale), locale)),
      limit: inBoth((locale) => sayDays(`${leastDays}–${mostDays}`, locale)),
      uncertainty: null,
    };
    return [{ outcome, equipment: null, sentence, figures }];
  },
});
