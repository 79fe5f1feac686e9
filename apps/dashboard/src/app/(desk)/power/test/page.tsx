import { can } from '@wachter/services/access/can';
import { getTest } from '@wachter/services/power/list-tests';
import { PowerTabs } from '../../../../features/power/power-tabs.tsx';
import { TestPage } from '../../../../features/tests/test-page.client.tsx';
import { requireContext } from '../../../../server/context.ts';
import type { PageProps } from '../../../../server/page-props.ts';
import { readSiteModel } from '../../../../server/reads/site-model.ts';
import { Refusal } from '../../../../ui/refusal.tsx';

export default async function OneTestPage({ searchParams }: PageProps) {
  const context = await requireContext();
  const { id } = await searchParams;
  const found = await getTest(context, { id: typeof id === 'string' ? id : '' });
  const model = await readSiteModel(context);
  if (!found.ok) return <Refusal error={found.error} />;
  if (!model.ok) return <Refusal error={model.error} />;
  const { test, names, runs, expected } = found.value;
  const view = {
    ...{ test, names, expected },
    runs: runs.map(({ siteId, runId, record: { startedAt, endedAt } }) => ({ siteId, runId, startedAt, endedAt })),
  };
  const mayAnnounce = can(context.actor, 'test.announce', { kind: 'test' }).allowed;
  return (
    <>
      <PowerTabs shown="tests" />
      <TestPage model={model.value} view={view} mayAnnounce={mayAnnounce} />
    </>
  );
}
