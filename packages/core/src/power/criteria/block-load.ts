import { z } from 'zod';
import { formatNumber } from '../../quantity/format.ts';
import { loadTimes, type SetRun } from '../run.ts';
import { type CriterionFinding, defineCriterion, nameIn, type VerdictContext } from '../verdict.ts';
import { asIs, inBoth, sayMs } from '../words.ts';

/** Dips and rises in share of nominal when load is taken. */
const classes = {
  G1: { hz: [0.15, 0.18], volts: [0.25, 0.35] },
  G2: { hz: [0.1, 0.12], volts: [0.2, 0.25] },
  G3: { hz: [0.07, 0.1], volts: [0.15, 0.2] },
} as const;

export const BlockLoadParams = z.strictObject({
  performance: z.enum(['G1', 'G2', 'G3']).default('G2'),
  nominalVolts: z.number().positive().max(50_000).default(230),
  nominalHz: z.number().positive().max(70).default(50),
});
export type BlockLoadParams = z.output<typeof BlockLoadParams>;

/** Ten samples a second: a dip that recovers in four seconds cannot be judged from slower ones (domain.md 6.2). */
const SLOWEST_MS = 100;

/** Frequency and voltage dip and rise at load acceptance, ISO 8528-5. */
export const blockLoad = defineCriterion<BlockLoadParams>({
  id: 'block-load',
  name: { en: 'Dips when load is taken (ISO 8528-5)', nl: 'Dips bij belasten (ISO 8528-5)' },
  params: BlockLoadParams,
  judge: (run, params, context) =>
    run.sets.filter((set) => loadTimes(set).length > 0).map((set) => judgeSet(set, params, context)),
});

function judgeSet({ id, tally }: SetRun, params: BlockLoadParams, context: VerdictContext): CriterionFinding {
  const { acceptHz, acceptVolts, acceptIntervalMs } = tally;
  const name = nameIn(context, id);
  if (acceptHz === null || acceptVolts === null || acceptIntervalMs === null || acceptIntervalMs > SLOWEST_MS) {
    const sentence = inBoth((locale) => {
      const pace =
        acceptIntervalMs === null
          ? ''
          : locale === 'nl'
            ? ` (nu één per ${sayMs(acceptIntervalMs, locale)})`
            : ` (now one in ${sayMs(acceptIntervalMs, locale)})`;
      return locale === 'nl'
        ? `${name}: dips zijn niet gemeten; daarvoor zijn ten minste 10 metingen per seconde nodig${pace}.`
        : `${name}: dips were not measured; that takes at least 10 samples a second${pace}.`;
    });
    const figures = { measured: null, limit: asIs(params.performance), uncertainty: null };
    return { outcome: 'not-measured', equipment: id, sentence, figures };
  }
  const { hz, volts } = classes[params.performance];
  const isIn = (range: readonly [number, number], nominal: number, [dip, rise]: readonly [number, number]) =>
    range[0] >= nominal * (1 - dip) && range[1] <= nominal * (1 + rise);
  const isGood = isIn(acceptHz, params.nominalHz, hz) && isIn(acceptVolts, params.nominalVolts, volts);
  const measured = inBoth(
    (locale) =>
      `${formatNumber(acceptHz[0], 1, locale)}–${formatNumber(acceptHz[1], 1, locale)} Hz, ${formatNumber(acceptVolts[0], 0, locale)}–${formatNumber(acceptVolts[1], 0, locale)} V`,
  );
  const sentence = {
    en: `${name}: ${measured.en} when load was taken; class ${params.performance}.`,
    nl: `${name}: ${measured.nl} bij belasten; klasse ${params.performance}.`,
  };
  const figures = { measured, limit: asIs(params.performance), uncertainty: null };
  return { outcome: isGood ? 'pass' : 'fail', equipment: id, sentence, figures };
}
