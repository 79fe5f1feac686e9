import { can } from '@wachter/services/access/can';
import { listRedundancy } from '@wachter/services/redundancy/list';
import { listRedundancyChains } from '@wachter/services/redundancy/list-chains';
import { RedundancyView } from '../../../features/redundancy/redundancy-view.client.tsx';
import { requireContext } from '../../../server/context.ts';
import { readSiteModel } from '../../../server/reads/site-model.ts';
import { Refusal } from '../../../ui/refusal.tsx';

export default async function RedundancyPage() {
  const context = await requireContext();
  const [model, groups, chains] = await Promise.all([
    readSiteModel(context),
    listRedundancy(context, {}),
    listRedundancyChains(context, {}),
  ]);
  if (!model.ok) return <Refusal error={model.error} />;
  if (!groups.ok) return <Refusal error={groups.error} />;
  if (!chains.ok) return <Refusal error={chains.error} />;
  const mayEdit = can(context.actor, 'point.edit', { kind: 'point' }).allowed;
  return <RedundancyView model={model.value} groups={groups.value} chains={chains.value} mayEdit={mayEdit} />;
}
