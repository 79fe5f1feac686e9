import { z } from 'zod';
import type { Publication } from '../devices/firmware.ts';
import { defineFault } from './define.ts';

export const reorder = defineFault({
  id: 'reorder',
  description: { en: 'Messages leave in another order.', nl: 'Berichten vertrekken in een andere volgorde.' },
  params: z.object({ depth: z.number().int().min(2).max(50).default(4) }),
  begin: (params, random) => {
    let held: Publication[] = [];
    return {
      send: (publication) => {
        if (publication.retain) return [publication];
        held.push(publication);
        if (held.length < params.depth) return [];
        const leaving = held
          .map((one) => ({ one, order: random.next() }))
          .sort((a, b) => a.order - b.order)
          .map(({ one }) => one);
        held = [];
        return leaving;
      },
    };
  },
});
