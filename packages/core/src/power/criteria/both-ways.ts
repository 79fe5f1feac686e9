import { z } from 'zod';
import { defineCriterion, nameIn, type Outcome } from '../verdict.ts';
import { inBoth } from '../words.ts';

export const BothWaysParams = z.strictObject({});
export type BothWaysParams = z.output<typeof BothWaysParams>;

/** Each transfer switch went to the set and came back to the mains. */
export const bothWays = defineCriterion<BothWaysParams>({
  id: 'both-ways',
  name: { en: 'Transfer both ways', nl: 'Heen en terug omgeschakeld' },
  params: BothWaysParams,
  isKnownAtEnd: true,
  judge: (run, _, context) =>
    Object.entries(run.switches).map(([equipment, { marks, lastAt, found }]) => {
      const there = marks.findIndex(({ phase }) => phase === 'generator');
      const isBack = there >= 0 && marks.slice(there).some(({ phase }) => phase === 'mains');
      const isUnknown = lastAt === null || (found === null && there < 0);
      const outcome: Outcome = isUnknown ? 'inconclusive' : isBack ? 'pass' : 'fail';
      const name = nameIn(context, equipment);
      const sentence = isUnknown
        ? { en: `${name}: position not known.`, nl: `${name}: stand onbekend.` }
        : isBack
          ? {
              en: `${name} went to the set and back to the mains.`,
              nl: `${name} schakelde naar het aggregaat en terug naar het net.`,
            }
          : there < 0
            ? { en: `${name} did not go to the set.`, nl: `${name} schakelde niet naar het aggregaat.` }
            : {
                en: `${name} went to the set and not back to the mains.`,
                nl: `${name} schakelde naar het aggregaat en niet terug naar het net.`,
              };
      return { outcome, equipment, sentence: inBoth((locale) => sentence[locale]) };
    }),
});
