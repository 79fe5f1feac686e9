import { z } from 'zod';
import { definePlate, said } from './define.ts';

/** How a transfer switch changes over: with a break, without one, or by thyristors within milliseconds. */
export const atsPlate = definePlate(
  'ats',
  z.strictObject({
    transition: said(
      z.enum(['open', 'closed', 'static']),
      { en: 'Transfer', nl: 'Overschakeling' },
      {
        open: { en: 'with a break', nl: 'met onderbreking' },
        closed: { en: 'without a break', nl: 'zonder onderbreking' },
        static: { en: 'static', nl: 'statisch' },
      },
    ),
  }),
);
export type AtsPlate = z.output<typeof atsPlate.schema>;
