import { z } from 'zod';
import { defineFault } from './define.ts';

export const skip = defineFault({
  id: 'skip',
  description: {
    en: 'A share of the messages vanishes on the way out, so that their numbers are missing until they are sent again.',
    nl: 'Een deel van de berichten verdwijnt onderweg, zodat hun nummers ontbreken tot ze opnieuw worden gestuurd.',
  },
  params: z.object({ probability: z.number().min(0).max(1).default(0.01) }),
  begin: (params, random) => ({
    send: (publication) => (!publication.retain && random.next() < params.probability ? [] : [publication]),
  }),
});
