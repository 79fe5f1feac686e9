import { z } from 'zod';
import { hasRun } from '../run.ts';
import { defineCriterion, nameIn } from '../verdict.ts';

export const NoStartParams = z.strictObject({});
export type NoStartParams = z.output<typeof NoStartParams>;

/** A flicker shorter than the start delay starts nothing (scenario H). */
export const noStart = defineCriterion<NoStartParams>({
  id: 'no-start',
  name: { en: 'No start', nl: 'Geen start' },
  params: NoStartParams,
  judge: (run, _, context) => {
    const started = run.sets.filter(hasRun);
    if (started.length === 0)
      return [{ outcome: 'pass', equipment: null, sentence: { en: 'No set was started.', nl: 'Er is geen aggregaat gestart.' } }];
    return started.map(({ id }) => ({
      outcome: 'fail',
      equipment: id,
      sentence: { en: `${nameIn(context, id)} was started.`, nl: `${nameIn(context, id)} is gestart.` },
    }));
  },
});
