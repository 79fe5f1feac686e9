import { z } from 'zod';
import { defineFault } from './define.ts';

export const clockSkew = defineFault({
  id: 'clock-skew',
  description: {
    en: 'The clock of the device jumps and may run too fast or too slow.',
    nl: 'De klok van het apparaat verspringt en kan te snel of te langzaam lopen.',
  },
  params: z.object({ offsetSeconds: z.number().default(7200), driftPpm: z.number().default(0) }),
  begin: (params) => ({ clock: (elapsedMs) => params.offsetSeconds * 1000 + (elapsedMs * params.driftPpm) / 1e6 }),
});
