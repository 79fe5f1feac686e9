import { z } from 'zod';
import { attemptsOf, hasRun } from '../run.ts';
import { defineCriterion, nameIn } from '../verdict.ts';
import { asIs, inBoth, sayMost } from '../words.ts';

export const AttemptsParams = z.strictObject({ most: z.number().int().min(1).max(10) });
export type AttemptsParams = z.output<typeof AttemptsParams>;

/** Attempts to start; more than one is a warning even where it is allowed (domain.md 6.3, state 3). */
export const attempts = defineCriterion<AttemptsParams>({
  id: 'attempts',
  name: { en: 'Attempts to start', nl: 'Startpogingen' },
  params: AttemptsParams,
  judge: (run, { most }, context) =>
    run.sets.filter(hasRun).map((set) => {
      const count = attemptsOf(set).length;
      const name = nameIn(context, set.id);
      const sentence = inBoth((locale) => {
        const isDutch = locale === 'nl';
        const found = isDutch
          ? `${name} deed ${count} ${count === 1 ? 'startpoging' : 'startpogingen'}`
          : `${name} made ${count} ${count === 1 ? 'attempt' : 'attempts'} to start`;
        const warning =
          count === 1
            ? ''
            : isDutch
              ? ' Meer dan één: kijk naar startaccu en brandstof.'
              : ' More than one: look at start battery and fuel.';
        return `${found}; ${isDutch ? `toegestaan: ${most}` : `allowed: ${most}`}.${warning}`;
      });
      const figures = { measured: asIs(`${count}`), limit: sayMost(asIs(`${most}`)), uncertainty: null };
      return { outcome: count <= most ? ('pass' as const) : ('fail' as const), equipment: set.id, sentence, figures };
    }),
});
