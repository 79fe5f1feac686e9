'use server';
import { type AddRule, addRule } from '@wachter/services/rule/add';
import { type BackTestRule, backTestRule } from '@wachter/services/rule/back-test';
import { type EditRule, editRule } from '@wachter/services/rule/edit';
import { readRuleHistory } from '@wachter/services/rule/history';
import { type ProposeTuning, proposeTuning } from '@wachter/services/rule/propose-tuning';
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

export async function backTestDraft(input: z.input<typeof BackTestRule>) {
  return backTestRule(await actionContext(), input);
}

export async function proposeAgainstChatter(input: z.input<typeof ProposeTuning>) {
  return proposeTuning(await actionContext(), input);
}

export async function readHistoryOfRule(ruleId: string) {
  return readRuleHistory(await actionContext(), { ruleId });
}
