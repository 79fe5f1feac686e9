import { z } from 'zod';
import { formatNumber } from '../../quantity/format.ts';
import { defineCriterion, nameIn, type Outcome } from '../verdict.ts';
import { inBoth, sayLeast } from '../words.ts';

export const BatteryBackParams = z.strictObject({
  leastPercent: z.number().min(1).max(100).default(90),
  hours: z.number().positive().max(168).default(24),
});
export type BatteryBackParams = z.output<typeof BatteryBackParams>;

const HOUR = 3_600_000;

/** The battery of each UPS that was discharged is charged again in time. Until then nobody knows. */
export const batteryBack = defineCriterion<BatteryBackParams>({
  id: 'battery-back',
  name: { en: 'UPS battery charged again', nl: 'UPS-accu weer geladen' },
  params: BatteryBackParams,
  judge: (run, { leastPercent, hours }, context) =>
    run.ups
      .filter(({ course }) => course.marks.some(({ phase }) => phase !== 'line'))
      .map(({ id, tally }) => {
        const endedAt = run.endedAt ?? context.now;
        const until = endedAt + hours * HOUR;
        const later = context.laterCharges.filter(({ equipment, at }) => equipment === id && at >= endedAt && at <= until);
        const highest = Math.max(tally.lastCharge ?? 0, ...later.map(({ percent }) => percent));
        const isKnown = tally.lastCharge !== null || later.length > 0;
        const isOver = run.endedAt !== null && context.now > until;
        const outcome: Outcome = isKnown && highest >= leastPercent ? 'pass' : isKnown && isOver ? 'fail' : 'inconclusive';
        const sentence = inBoth((locale) => {
          const isDutch = locale === 'nl';
          const found = isKnown ? `${formatNumber(highest, 0, locale)} %` : isDutch ? 'onbekend' : 'not known';
          const asked = isDutch
            ? `gevraagd is ${leastPercent} % binnen ${hours} uur`
            : `asked is ${leastPercent} % within ${hours} h`;
          const wait =
            outcome === 'inconclusive'
              ? isDutch
                ? ' De tijd loopt nog, of gegevens ontbreken.'
                : ' Time is still running, or data are missing.'
              : '';
          return `${nameIn(context, id)}: ${isDutch ? 'lading' : 'charge'} ${found}; ${asked}.${wait}`;
        });
        const figures = {
          measured: isKnown ? inBoth((locale) => `${formatNumber(highest, 0, locale)} %`) : null,
          limit: sayLeast({ en: `${leastPercent} % within ${hours} h`, nl: `${leastPercent} % binnen ${hours} uur` }),
          uncertainty: null,
        };
        return { outcome, equipment: id, sentence, figures };
      }),
});
