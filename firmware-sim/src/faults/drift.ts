import { z } from 'zod';
import { channels } from './channels.ts';
import { defineFault } from './define.ts';

export const drift = defineFault({
  id: 'drift',
  description: {
    en: 'The sensor wanders away from the truth by a steady amount per hour.',
    nl: 'De sensor loopt met een vaste hoeveelheid per uur weg van de waarheid.',
  },
  params: z.object({ channels, perHour: z.number().default(2) }),
  begin: (params) => ({
    sample: (channel, value, elapsedMs) =>
      typeof value !== 'number' || (params.channels && !params.channels.includes(channel))
        ? value
        : Number((value + (params.perHour * elapsedMs) / 3_600_000).toFixed(4)),
  }),
});
