import { z } from 'zod';
import { formatNumber } from '../../quantity/format.ts';
import { carriedProfile, type LoadStep, type ProfileQuestion } from '../load-profile.ts';
import { hasRun, type SetRun } from '../run.ts';
import { type CriterionFinding, defineCriterion, nameIn, type VerdictContext } from '../verdict.ts';
import { asIs, inBoth, sayLeast, sayMs, sayShare } from '../words.ts';

/** Steps of load one after another without a break. `accuracy` of the power measured, share of the value. */
export const LoadProfileParams = z.strictObject({
  steps: z
    .array(z.strictObject({ share: z.number().positive().max(1.1), minutes: z.number().positive().max(2880) }))
    .min(1)
    .max(5),
  accuracy: z.number().min(0).max(0.1).default(0.01),
});
export type LoadProfileParams = z.output<typeof LoadProfileParams>;

/** Load by the mean of each minute, as share of nameplate; the cool-down does not count (NFPA 110, domain.md 6.1 and 6.4). */
export const loadProfileCriterion = defineCriterion<LoadProfileParams>({
  id: 'load-profile',
  name: { en: 'Load carried', nl: 'Gedragen belasting' },
  params: LoadProfileParams,
  isKnownAtEnd: true,
  judge: (run, params, context) => {
    const sets = run.sets.filter(hasRun);
    if (sets.length === 0)
      return [{ outcome: 'fail', equipment: null, sentence: { en: 'No set ran.', nl: 'Er draaide geen aggregaat.' } }];
    return sets.map((set) =>
      set.ratedKw === null
        ? withoutPlate(set.id, nameIn(context, set.id))
        : judgeSet(set, { ...params, ratedKw: set.ratedKw, silences: run.silences }, context),
    );
  },
});

const withoutPlate = (equipment: string, name: string): CriterionFinding => ({
  outcome: 'inconclusive',
  equipment,
  sentence: {
    en: `${name}: its rated power is not known, so neither is the share it carried.`,
    nl: `${name}: het typeplaatvermogen is niet bekend, en dus ook niet het gedragen deel.`,
  },
});

function judgeSet(set: SetRun, question: ProfileQuestion, context: VerdictContext): CriterionFinding {
  const { steps, ratedKw } = question;
  const { isSure, isPossible, longestMs } = carriedProfile(set, question);
  const name = nameIn(context, set.id);
  const [first] = steps;
  const sentence = inBoth((locale) => {
    const isDutch = locale === 'nl';
    const asked = steps.map((step) => say(step, locale)).join(isDutch ? ', dan ' : ', then ');
    const share = sayShare(first?.share ?? 0, locale);
    const kw = formatNumber((first?.share ?? 0) * ratedKw, 0, locale);
    const found = sayMs(longestMs, locale);
    const doubt = isDutch
      ? ' Wat ontbreekt of tussen twee metingen valt, kan het verschil maken.'
      : ' What is missing, or lies between two samples, may make the difference.';
    const text = isDutch
      ? `${name} droeg aaneengesloten ${found} zeker ten minste ${share} van het typeplaatvermogen (${kw} kW); gevraagd is ${asked}, nakoelen telt niet mee.`
      : `${name} surely carried at least ${share} of nameplate (${kw} kW) for ${found} without a break; asked is ${asked}, cool-down does not count.`;
    return !isSure && isPossible ? text + doubt : text;
  });
  const figures = {
    measured: inBoth((locale) => sayMs(longestMs, locale)),
    limit: sayLeast(inBoth((locale) => steps.map((step) => say(step, locale)).join(', '))),
    uncertainty: asIs(`± ${question.accuracy * 100} %`),
  };
  return { outcome: isSure ? 'pass' : isPossible ? 'inconclusive' : 'fail', equipment: set.id, sentence, figures };
}

const say = ({ share, minutes }: LoadStep, locale: 'en' | 'nl'): string =>
  locale === 'nl' ? `${minutes} min op ${sayShare(share, locale)}` : `${minutes} min at ${sayShare(share, locale)}`;
