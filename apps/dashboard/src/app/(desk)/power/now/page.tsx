import { listBatteries } from '@wachter/services/power/list-batteries';
import { OneLineView } from '../../../../features/power/one-line.client.tsx';
import { PowerTabs } from '../../../../features/power/power-tabs.tsx';
import { UpsBatteries } from '../../../../features/power/ups-batteries.client.tsx';
import { requireContext } from '../../../../server/context.ts';
import { readSiteModel } from '../../../../server/reads/site-model.ts';
import { Refusal } from '../../../../ui/refusal.tsx';

export default async function PowerNowPage() {
  const context = await requireContext();
  const model = await readSiteModel(context);
  if (!model.ok) return <Refusal error={model.error} />;
  const strings = await listBatteries(context, {});
  return (
    <>
      <PowerTabs shown="now" />
      <OneLineView model={model.value} />
      <UpsBatteries model={model.value} strings={strings.ok ? strings.value : []} />
    </>
  );
}
