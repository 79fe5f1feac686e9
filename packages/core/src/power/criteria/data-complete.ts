import { z } from 'zod';
import { defineCriterion, nameIn } from '../verdict.ts';
import { inBoth, sayMs } from '../words.ts';

export const DataCompleteParams = z.strictObject({});
export type DataCompleteParams = z.output<typeof DataCompleteParams>;

/** Nothing was silent from the failure of the mains to the end of the load: else nobody knows what happened there (domain.md 6.3). */
export const dataComplete = defineCriterion<DataCompleteParams>({
  id: 'data-complete',
  name: { en: 'Data complete', nl: 'Gegevens compleet' },
  params: DataCompleteParams,
  judge: ({ silences }, _, context) => {
    const holes = silences.filter(({ isCritical }) => isCritical);
    if (holes.length === 0)
      return [{ outcome: 'pass', equipment: null, sentence: { en: 'No data are missing.', nl: 'Er ontbreken geen gegevens.' } }];
    return holes.map(({ equipment, span }) => ({
      outcome: 'inconclusive',
      equipment,
      figures: {
        measured: span.after === null ? null : inBoth((locale) => sayMs(span.by - (span.after ?? span.by), locale)),
        limit: null,
        uncertainty: null,
      },
      sentence: inBoth((locale) => {
        const name = nameIn(context, equipment);
        const time = span.after === null ? '' : ` ${sayMs(span.by - span.after, locale)}`;
        return locale === 'nl'
          ? `${name} gaf${time} lang geen gegevens: wat toen gebeurde is niet bekend.`
          : `${name} gave no data for${time}: what happened then is not known.`;
      }),
    }));
  },
});
