'use server';
import { type RationaliseRule, rationaliseRule } from '@wachter/services/rule/rationalise';
import type { z } from 'zod';
import { actionContext } from '../../server/context.ts';
import { refreshed } from '../../server/refreshed.ts';

export async function writeRationalisation(input: z.input<typeof RationaliseRule>) {
  return refreshed(await rationaliseRule(await actionContext(), input), '/alarms/rationalisation');
}
