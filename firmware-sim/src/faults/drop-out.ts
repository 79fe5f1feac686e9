import { z } from 'zod';
import { defineFault } from './define.ts';

export const dropOut = defineFault({
  id: 'drop-out',
  description: {
    en: 'The line is dead: the device goes on measuring and keeps what its buffer holds.',
    nl: 'De lijn is dood: het apparaat meet door en bewaart wat in zijn buffer past.',
  },
  params: z.object({}),
  begin: () => ({ isCut: true }),
});
