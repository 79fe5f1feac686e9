import { can } from '@wachter/services/access/can';
import { MaintenanceWindows } from '../../../features/maintenance/maintenance-windows.client.tsx';
import { requireContext } from '../../../server/context.ts';
import { readSiteModel } from '../../../server/reads/site-model.ts';
import { readWithheld } from '../../../server/reads/withheld.ts';
import { Refusal } from '../../../ui/refusal.tsx';

export default async function MaintenancePage() {
  const context = await requireContext();
  const [model, found] = await Promise.all([readSiteModel(context), readWithheld(context)]);
  if (!model.ok) return <Refusal error={model.error} />;
  if (!found.ok) return <Refusal error={found.error} />;
  const mayPlan = can(context.actor, 'window.edit', { kind: 'window' }).allowed;
  return <MaintenanceWindows model={model.value} windows={found.value.windows} mayPlan={mayPlan} />;
}
