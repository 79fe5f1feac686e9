import { dateOfDay, dayNumber, wallClockAt } from '@wachter/core';
import type { Context } from '@wachter/services/context';
import { putTestPlan } from '@wachter/services/power/put-plan';
import { valueOrRefuse } from '../refusal-sentence.ts';

/** What the demo site asks of its emergency power: kind of equipment, kind of test, and in how many days it is due for the first time. */
const asked = [
  { of: 'genset', kind: 'weekly-inspection', inDays: 5, needsApproval: false },
  { of: 'genset', kind: 'monthly-loaded', inDays: 12, needsApproval: true },
  { of: 'ats', kind: 'monthly-transfer', inDays: 12, needsApproval: false },
  { of: 'genset', kind: 'black-building', inDays: 120, needsApproval: true },
  { of: 'ups', kind: 'battery-discharge', inDays: 160, needsApproval: false },
] as const;

/** Gives a new demo site a plan of tests, so that the calendar shows what it is for. */
export async function planDemoTests(context: Context, siteId: string): Promise<void> {
  const site = (await context.store.site.sites()).find(({ id }) => id === siteId);
  const equipment = await context.store.site.equipment(siteId);
  const today = dayNumber(wallClockAt(site?.timeZone ?? 'UTC', context.now()).date);
  const entries = asked.flatMap(({ of, inDays, ...test }) =>
    equipment
      .filter(({ kind }) => kind === of)
      .map(({ id }) => ({ ...test, equipmentId: id, firstDueOn: dateOfDay(today + inDays), ruleSet: null })),
  );
  valueOrRefuse(await putTestPlan(context, { siteId, basedOn: 0, entries }));
}
