import { z } from 'zod';
import { channels } from './channels.ts';
import { defineFault } from './define.ts';

/** Values that real sensors send when they have none: DS18B20 lost and at power-on, 16-bit "not available", words. */
const SENTINELS = [-127, 85, 65535, 32767, 'nan', 'unknown', '', null] as const;

export const sentinel = defineFault({
  id: 'sentinel',
  description: {
    en: 'The device sends values that mean "no value" as if they were measured.',
    nl: 'Het apparaat stuurt waarden die "geen waarde" betekenen alsof ze gemeten zijn.',
  },
  params: z.object({
    channels,
    value: z.union([z.number(), z.string(), z.null()]).optional(),
    probability: z.number().min(0).max(1).default(1),
  }),
  begin: (params, random) => ({
    sample: (channel, value) => {
      if (typeof value !== 'number' || (params.channels && !params.channels.includes(channel))) return value;
      if (random.next() >= params.probability) return value;
      return params.value !== undefined ? params.value : (SENTINELS[random.below(SENTINELS.length)] ?? null);
    },
  }),
});
