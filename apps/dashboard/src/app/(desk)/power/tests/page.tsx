import { can } from '@wachter/services/access/can';
import { listTests } from '@wachter/services/power/list-tests';
import { PowerTabs } from '../../../../features/power/power-tabs.tsx';
import { TestsView } from '../../../../features/tests/tests-view.client.tsx';
import { requireContext } from '../../../../server/context.ts';
import { readSiteModel } from '../../../../server/reads/site-model.ts';
import { Refusal } from '../../../../ui/refusal.tsx';

export default async function TestsPage() {
  const context = await requireContext();
  const [model, found] = await Promise.all([readSiteModel(context), listTests(context, {})]);
  if (!model.ok) return <Refusal error={model.error} />;
  if (!found.ok) return <Refusal error={found.error} />;
  const mayAnnounce = can(context.actor, 'test.announce', { kind: 'test' }).allowed;
  return (
    <>
      <PowerTabs shown="tests" />
      <TestsView model={model.value} tests={found.value} mayAnnounce={mayAnnounce} />
    </>
  );
}
