import { z } from 'zod';
import { defineCriterion } from '../verdict.ts';
import { inBoth, runKindWords, runReasonWords } from '../words.ts';

export const ExplainedParams = z.strictObject({
  kinds: z
    .array(z.enum(['test', 'outage']))
    .min(1)
    .default(['test', 'outage']),
});
export type ExplainedParams = z.output<typeof ExplainedParams>;

/** A run that nobody asked for counts for nothing until somebody says what it was. */
export const explained = defineCriterion<ExplainedParams>({
  id: 'explained',
  name: { en: 'Kind of run', nl: 'Soort run' },
  params: ExplainedParams,
  judge: ({ kind, reason }, { kinds }) => {
    const isAsked = kinds.some((one) => one === kind);
    const sentence = inBoth((locale) => {
      const isDutch = locale === 'nl';
      const what = `${runKindWords[kind][locale]}: ${runReasonWords[reason][locale]}.`;
      const said = isDutch ? `Dit was ${what}` : `This was ${kind === 'outage' ? 'an ' : kind === 'test' ? 'a ' : ''}${what}`;
      if (isAsked) return said;
      if (kind !== 'unexplained') return `${said} ${isDutch ? 'Die telt hier niet.' : 'That does not count here.'}`;
      return `${said} ${isDutch ? 'Zeg wat het was; dan pas kan het tellen.' : 'Say what it was; only then can it count.'}`;
    });
    const figures = {
      measured: runKindWords[kind],
      limit: inBoth((locale) => kinds.map((one) => runKindWords[one][locale]).join(locale === 'nl' ? ' of ' : ' or ')),
      uncertainty: null,
    };
    const outcome = isAsked ? 'pass' : kind === 'unexplained' ? 'inconclusive' : 'fail';
    return [{ outcome, equipment: null, sentence, figures }];
  },
});
