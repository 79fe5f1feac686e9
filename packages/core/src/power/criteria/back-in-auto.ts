import { z } from 'zod';
import { defineCriterion, nameIn, type Outcome } from '../verdict.ts';
import { modeWords } from '../words.ts';

export const BackInAutoParams = z.strictObject({});
export type BackInAutoParams = z.output<typeof BackInAutoParams>;

/** The controller of each set ends in automatic. A set left in another mode does not start at the next outage and shows no fault. */
export const backInAuto = defineCriterion<BackInAutoParams>({
  id: 'back-in-auto',
  name: { en: 'Back in automatic', nl: 'Terug in automatisch' },
  params: BackInAutoParams,
  isKnownAtEnd: true,
  judge: (run, _, context) =>
    run.sets.map(({ id, modes }) => {
      const last = modes.marks.at(-1)?.phase ?? modes.found;
      const outcome: Outcome = last === null ? 'inconclusive' : last === 'auto' ? 'pass' : 'fail';
      const name = nameIn(context, id);
      const sentence =
        last === null
          ? { en: `${name}: mode not known.`, nl: `${name}: stand onbekend.` }
          : last === 'auto'
            ? { en: `${name} is in automatic.`, nl: `${name} staat in automatisch.` }
            : {
                en: `${name} was not left in automatic: it will not start by itself.`,
                nl: `${name} bleef niet in automatisch staan: het start niet vanzelf.`,
              };
      const figures = { measured: last === null ? null : modeWords[last], limit: modeWords.auto, uncertainty: null };
      return { outcome, equipment: id, sentence, figures };
    }),
});
