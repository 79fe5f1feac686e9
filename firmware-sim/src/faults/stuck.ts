import { z } from 'zod';
import type { Value } from '../site/channel.ts';
import { channels } from './channels.ts';
import { defineFault } from './define.ts';

export const stuck = defineFault({
  id: 'stuck',
  description: {
    en: 'The sensor keeps repeating its last value with new times.',
    nl: 'De sensor herhaalt zijn laatste waarde met nieuwe tijden.',
  },
  params: z.object({ channels }),
  begin: (params) => {
    const held = new Map<string, Value>();
    return {
      sample: (channel, value) => {
        if (params.channels && !params.channels.includes(channel)) return value;
        const first = held.get(channel) ?? value;
        held.set(channel, first);
        return first;
      },
    };
  },
});
