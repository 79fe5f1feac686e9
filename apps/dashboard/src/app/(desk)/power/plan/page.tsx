import { can } from '@wachter/services/access/can';
import { listTestPlan } from '@wachter/services/power/list-plan';
import { PowerTabs } from '../../../../features/power/power-tabs.tsx';
import { PlanView } from '../../../../features/test-plan/plan-view.client.tsx';
import { viewOf } from '../../../../features/test-plan/view.ts';
import { requireContext } from '../../../../server/context.ts';
import { Refusal } from '../../../../ui/refusal.tsx';

export default async function TestPlanPage() {
  const context = await requireContext();
  const found = await listTestPlan(context, {});
  if (!found.ok) return <Refusal error={found.error} />;
  const mayEdit = can(context.actor, 'plan.edit', { kind: 'plan' }).allowed;
  return (
    <>
      <PowerTabs shown="plan" />
      <PlanView plans={found.value.map((plan) => viewOf(plan, context.now()))} mayEdit={mayEdit} />
    </>
  );
}
