import { z } from 'zod';
import { defineCriterion, nameIn } from '../verdict.ts';
import { inBoth, powerFaultWords } from '../words.ts';

export const NoFaultsParams = z.strictObject({});
export type NoFaultsParams = z.output<typeof NoFaultsParams>;

/** No fault exit of domain.md 6.3. Lost data are not a fault of the plant: `data-complete` speaks of them. */
export const noFaults = defineCriterion<NoFaultsParams>({
  id: 'no-faults',
  name: { en: 'No faults', nl: 'Geen storingen' },
  params: NoFaultsParams,
  judge: (run, _, context) => {
    const faults = run.faults.filter(({ kind }) => kind !== 'data-lost');
    if (faults.length === 0)
      return [{ outcome: 'pass', equipment: null, sentence: { en: 'No fault was seen.', nl: 'Er is geen storing gezien.' } }];
    return faults.map(({ kind, equipment }) => ({
      outcome: 'fail',
      equipment,
      sentence: inBoth((locale) => `${nameIn(context, equipment)}: ${powerFaultWords[kind][locale]}.`),
    }));
  },
});
