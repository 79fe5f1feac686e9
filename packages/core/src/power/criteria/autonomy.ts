import { z } from 'zod';
import { formatNumber } from '../../quantity/format.ts';
import type { UpsRun } from '../run.ts';
import { type Lapse, lapse } from '../span.ts';
import { defineCriterion, nameIn, type Outcome } from '../verdict.ts';
import { inBoth, sayDoubt, sayLapse, sayLeast } from '../words.ts';

/** Minutes that the battery should last at the load of the test, and the share of them that is enough. */
export const AutonomyParams = z.strictObject({
  ratedMinutes: z.number().positive().max(1440),
  leastShare: z.number().positive().max(1).default(0.8),
});
export type AutonomyParams = z.output<typeof AutonomyParams>;

/** Discharge of a UPS battery by order, scenario G. A discharge that was ended early proves what it lasted, no more. */
export const autonomy = defineCriterion<AutonomyParams>({
  id: 'autonomy',
  name: { en: 'Battery autonomy', nl: 'Accuautonomie' },
  params: AutonomyParams,
  isKnownAtEnd: true,
  judge: (run, { ratedMinutes, leastShare }, context) => {
    const ran = run.ups.flatMap((ups) => dischargeOf(ups).map((found) => ({ ups, ...found })));
    if (ran.length === 0)
      return [
        { outcome: 'fail', equipment: null, sentence: { en: 'No battery was discharged.', nl: 'Er is geen accu ontladen.' } },
      ];
    const asked = ratedMinutes * leastShare * 60_000;
    return ran.map(({ ups, time, isEmpty }) => {
      const outcome: Outcome =
        time.leastMs >= asked ? 'pass' : isEmpty && (time.mostMs ?? asked) < asked ? 'fail' : 'inconclusive';
      const sentence = inBoth((locale) => {
        const name = nameIn(context, ups.id);
        const least = formatNumber(ratedMinutes * leastShare, null, locale);
        const early =
          outcome !== 'inconclusive' || isEmpty
            ? ''
            : locale === 'nl'
              ? ' De proef is eerder gestopt.'
              : ' The test was ended early.';
        return locale === 'nl'
          ? `${name} droeg ${sayLapse(time, locale)} op accu; gevraagd is ${least} min.${early}`
          : `${name} carried for ${sayLapse(time, locale)} on battery; asked are ${least} min.${early}`;
      });
      const figures = {
        measured: inBoth((locale) => sayLapse(time, locale)),
        limit: sayLeast(inBoth((locale) => `${formatNumber(ratedMinutes * leastShare, null, locale)} min`)),
        uncertainty: sayDoubt(time),
      };
      return { outcome, equipment: ups.id, sentence, figures };
    });
  },
});

/** The first discharge, to its end or to a low battery: what comes after that is no autonomy. */
function dischargeOf({ course: { marks } }: UpsRun): readonly { readonly time: Lapse; readonly isEmpty: boolean }[] {
  const start = marks.findIndex(({ phase }) => phase === 'test' || phase === 'battery');
  const [from, end] = [marks[start], marks[start + 1]];
  if (start < 0 || !from || !end) return [];
  return [{ time: lapse(from.span, end.span), isEmpty: end.phase === 'low' || end.phase === 'off' }];
}
