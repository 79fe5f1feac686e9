import { z } from 'zod';
import { defineFault } from './define.ts';

export const duplicate = defineFault({
  id: 'duplicate',
  description: { en: 'Messages are sent up to five times.', nl: 'Berichten worden tot vijf keer verstuurd.' },
  params: z.object({ probability: z.number().min(0).max(1).default(0.5) }),
  begin: (params, random) => ({
    send: (publication) =>
      Array.from({ length: random.next() < params.probability ? 2 + random.below(4) : 1 }, () => publication),
  }),
});
