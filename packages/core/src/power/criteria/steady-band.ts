import { z } from 'zod';
import { formatNumber } from '../../quantity/format.ts';
import { loadTimes } from '../run.ts';
import type { Range } from '../tally.ts';
import { defineCriterion, nameIn, type Outcome } from '../verdict.ts';
import { inBoth, sayShare } from '../words.ts';

export const SteadyBandParams = z.strictObject({
  nominalVolts: z.number().positive().max(50_000).default(230),
  nominalHz: z.number().positive().max(70).default(50),
  voltsShare: z.number().positive().max(0.2),
  hzShare: z.number().positive().max(0.2),
});
export type SteadyBandParams = z.output<typeof SteadyBandParams>;

/** Volts and hertz within a share of nominal from ten seconds after taking load. */
export const steadyBand = defineCriterion<SteadyBandParams>({
  id: 'steady-band',
  name: { en: 'Voltage and frequency on load', nl: 'Spanning en frequentie onder belasting' },
  params: SteadyBandParams,
  judge: (run, params, context) =>
    run.sets
      .filter((set) => loadTimes(set).length > 0)
      .flatMap(({ id, tally }) => [
        one({
          name: nameIn(context, id),
          id,
          range: tally.steadyVolts,
          nominal: params.nominalVolts,
          share: params.voltsShare,
          unit: 'V',
        }),
        one({
          name: nameIn(context, id),
          id,
          range: tally.steadyHz,
          nominal: params.nominalHz,
          share: params.hzShare,
          unit: 'Hz',
        }),
      ]),
});

interface Band {
  readonly name: string;
  readonly id: string;
  readonly range: Range | null;
  readonly nominal: number;
  readonly share: number;
  readonly unit: 'V' | 'Hz';
}

function one({ name, id, range, nominal, share, unit }: Band) {
  const isIn = range !== null && range[0] >= nominal * (1 - share) && range[1] <= nominal * (1 + share);
  const outcome: Outcome = range === null ? 'inconclusive' : isIn ? 'pass' : 'fail';
  const digits = unit === 'V' ? 0 : 2;
  const sentence = inBoth((locale) => {
    const asked = `${formatNumber(nominal, null, locale)} ${unit} ± ${sayShare(share, locale)}`;
    if (range === null)
      return locale === 'nl'
        ? `${name}: geen waarden in ${unit}; gevraagd is ${asked}.`
        : `${name}: no values in ${unit}; asked is ${asked}.`;
    const found = `${formatNumber(range[0], digits, locale)}–${formatNumber(range[1], digits, locale)} ${unit}`;
    return locale === 'nl' ? `${name}: ${found}; gevraagd is ${asked}.` : `${name}: ${found}; asked is ${asked}.`;
  });
  const figures = {
    measured:
      range === null
        ? null
        : inBoth((locale) => `${formatNumber(range[0], digits, locale)}–${formatNumber(range[1], digits, locale)} ${unit}`),
    limit: inBoth((locale) => `${formatNumber(nominal, null, locale)} ${unit} ± ${sayShare(share, locale)}`),
    uncertainty: null,
  };
  return { outcome, equipment: id, sentence, figures };
}
