import { compareRuns } from '@wachter/services/power/compare-runs';
import { getRun } from '@wachter/services/power/get-run';
import { alarmModel } from '../../../../features/alarms/alarm-model.ts';
import { RunPage } from '../../../../features/power/run-page.client.tsx';
import { viewOf } from '../../../../features/power/view.ts';
import { requireContext } from '../../../../server/context.ts';
import type { PageProps } from '../../../../server/page-props.ts';
import { readAlarmsOfRun } from '../../../../server/reads/run-alarms.ts';
import { readSiteModel } from '../../../../server/reads/site-model.ts';
import { Refusal } from '../../../../ui/refusal.tsx';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export default async function PowerRunPage({ searchParams }: PageProps) {
  const context = await requireContext();
  const { site, id } = await searchParams;
  const asked = { siteId: text(site), runId: text(id) };
  const [found, compared] = await Promise.all([getRun(context, asked), compareRuns(context, asked)]);
  if (!found.ok) return <Refusal error={found.error} />;
  const [model, alarms] = await Promise.all([readSiteModel(context), readAlarmsOfRun(context, found.value.run)]);
  if (!model.ok) return <Refusal error={model.error} />;
  const view = viewOf(found.value, context.now());
  return <RunPage view={view} compared={compared.ok ? compared.value : []} alarms={alarms} model={alarmModel(model.value)} />;
}
