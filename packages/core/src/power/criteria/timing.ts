import { z } from 'zod';
import type { Words } from '../../quantity/define.ts';
import type { Lapse } from '../span.ts';
import { timingIds, timingsOf } from '../timing.ts';
import { defineCriterion, nameIn, type Outcome } from '../verdict.ts';
import { inBoth, sayDoubt, sayLapse, sayLeast, sayMost, sayMs, timingWords } from '../words.ts';

export const TimingParams = z
  .strictObject({
    timing: z.enum(timingIds),
    leastSeconds: z.number().min(0).max(86_400).optional(),
    mostSeconds: z.number().positive().max(86_400).optional(),
  })
  .refine(({ leastSeconds, mostSeconds }) => leastSeconds !== undefined || mostSeconds !== undefined, {
    message: 'a limit is needed',
  });
export type TimingParams = z.output<typeof TimingParams>;

/** A time of a stage against its limits. The limit inside the uncertainty is no verdict: sample faster. */
export const timing = defineCriterion<TimingParams>({
  id: 'timing',
  name: { en: 'Time of a stage', nl: 'Tijd van een fase' },
  params: TimingParams,
  judge: (run, params, context) =>
    timingsOf(run)
      .filter(({ id }) => id === params.timing)
      .map(({ equipment, lapse }) => {
        const outcome = outcomeOf(lapse, params);
        const sentence = inBoth((locale) => {
          const isDutch = locale === 'nl';
          const found = sayLapse(lapse, locale);
          const least =
            params.leastSeconds === undefined
              ? []
              : [`${isDutch ? 'ten minste' : 'at least'} ${sayMs(params.leastSeconds * 1000, locale)}`];
          const most =
            params.mostSeconds === undefined
              ? []
              : [`${isDutch ? 'hoogstens' : 'at most'} ${sayMs(params.mostSeconds * 1000, locale)}`];
          const asked = [...least, ...most].join(isDutch ? ' en ' : ' and ');
          const doubt =
            outcome !== 'inconclusive'
              ? ''
              : isDutch
                ? ' De grens ligt binnen de meetonzekerheid.'
                : ' The limit lies within the uncertainty.';
          return `${nameIn(context, equipment)}: ${timingWords[params.timing][locale]} ${found}; ${isDutch ? 'gevraagd is' : 'asked is'} ${asked}.${doubt}`;
        });
        const { leastSeconds, mostSeconds } = params;
        const figures = {
          measured: inBoth((locale) => sayLapse(lapse, locale)),
          limit: inBoth((locale) =>
            [
              ...(leastSeconds === undefined ? [] : [sayLeast(inBoth((each) => sayMs(leastSeconds * 1000, each)))[locale]]),
              ...(mostSeconds === undefined ? [] : [sayMost(inBoth((each) => sayMs(mostSeconds * 1000, each)))[locale]]),
            ].join(', '),
          ),
          uncertainty: sayDoubt(lapse),
        };
        return { outcome, equipment, sentence, figures, name: capital(timingWords[params.timing]) };
      }),
});

const capital = ({ en, nl }: Words): Words => ({ en: first(en), nl: first(nl) });
const first = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function outcomeOf({ leastMs, mostMs }: Lapse, { leastSeconds, mostSeconds }: TimingParams): Outcome {
  const least = (leastSeconds ?? 0) * 1000;
  const most = mostSeconds === undefined ? Number.POSITIVE_INFINITY : mostSeconds * 1000;
  const longest = mostMs ?? Number.POSITIVE_INFINITY;
  // An order that cannot be: two clocks that disagree, about which no limit says anything.
  if (longest < 0) return 'inconclusive';
  if (leastMs > most || longest < least) return 'fail';
  return leastMs >= least && longest <= most ? 'pass' : 'inconclusive';
}
