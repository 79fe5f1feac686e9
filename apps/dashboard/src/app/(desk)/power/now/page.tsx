import { OneLineView } from '../../../../features/power/one-line.client.tsx';
import { PowerTabs } from '../../../../features/power/power-tabs.tsx';
import { requireContext } from '../../../../server/context.ts';
import { readSiteModel } from '../../../../server/reads/site-model.ts';
import { Refusal } from '../../../../ui/refusal.tsx';

export default async function PowerNowPage() {
  const context = await requireContext();
  const model = await readSiteModel(context);
  if (!model.ok) return <Refusal error={model.error} />;
  return (
    <>
      <PowerTabs shown="now" />
      <OneLineView model={model.value} />
    </>
  );
}
