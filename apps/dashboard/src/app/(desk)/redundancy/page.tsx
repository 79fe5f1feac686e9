import { can } from '@wachter/services/access/can';
import { listRedundancy } from '@wachter/services/redundancy/list';
import { RedundancyView } from '../../../features/redundancy/redundancy-view.client.tsx';
import { requireContext } from '../../../server/context.ts';
import { readSiteModel } from '../../../server/reads/site-model.ts';
import { Refusal } from '../../../ui/refusal.tsx';

export default async function RedundancyPage() {
  const context = await requireContext();
  const [model, groups] = await Promise.all([readSiteModel(context), listRedundancy(context, {})]);
  if (!model.ok) return <Refusal error={model.error} />;
  if (!groups.ok) return <Refusal error={groups.error} />;
  const mayEdit = can(context.actor, 'point.edit', { kind: 'point' }).allowed;
  return <RedundancyView model={model.value} groups={groups.value} mayEdit={mayEdit} />;
}
