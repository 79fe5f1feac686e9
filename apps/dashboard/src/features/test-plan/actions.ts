'use server';
import { type PutTestPlan, putTestPlan } from '@wachter/services/power/put-plan';
import type { z } from 'zod';
import { actionContext } from '../../server/context.ts';
import { refreshed } from '../../server/refreshed.ts';

export async function savePlan(input: z.input<typeof PutTestPlan>) {
  return refreshed(await putTestPlan(await actionContext(), input), '/power/plan');
}
