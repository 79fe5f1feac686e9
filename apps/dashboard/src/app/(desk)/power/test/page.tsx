import { testKinds } from '@wachter/core';
import { can } from '@wachter/services/access/can';
import { listTestRecords } from '@wachter/services/power/list-records';
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
  const records = await listTestRecords(context, { siteId: test.siteId, testId: test.id });
  if (!records.ok) return <Refusal error={records.error} />;
  const things = model.value.equipment.filter((one) => test.equipment.includes(one.id));
  const possible = things.flatMap((thing) =>
    testKinds
      .filter(
        ({ of, scenario, ruleSet }) =>
          of === thing.kind && (scenario === test.scenario || (scenario === null && ruleSet !== null)),
      )
      .map(({ id: kind, name }) => ({ equipmentId: thing.id, equipment: thing.name, kind, name })),
  );
  const view = {
    ...{ test, names, expected, possible },
    records: records.value.map(({ recordId, equipmentId, kind, signatures }) => ({
      ...{ recordId, equipmentId, kind, signatures: signatures.length },
    })),
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
