'use server';
import { type AddRule, addRule } from '@wachter/services/rule/add';
import { type EditRule, editRule } from '@wachter/services/rule/edit';
import type { z } from 'zod';
import { actionContext } from '../../server/context.ts';
import { refreshed } from '../../server/refreshed.ts';

export async function changeRule(input: z.input<typeof EditRule>) {
  const context = await actionContext();
  return refreshed(await editRule(context, input), '/points');
}

export async function newRule(input: z.input<typeof AddRule>) {
  const context = await actionContext();
  return refreshed(await addRule(context, input), '/points');
}
