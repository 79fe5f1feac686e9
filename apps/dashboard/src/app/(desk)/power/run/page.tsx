import { compareRuns } from '@wachter/services/power/compare-runs';
import { getRun } from '@wachter/services/power/get-run';
import { RunPage } from '../../../../features/power/run-page.client.tsx';
import { viewOf } from '../../../../features/power/view.ts';
import { requireContext } from '../../../../server/context.ts';
import type { PageProps } from '../../../../server/page-props.ts';
import { Refusal } from '../../../../ui/refusal.tsx';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export default async function PowerRunPage({ searchParams }: PageProps) {
  const context = await requireContext();
  const { site, id } = await searchParams;
  const asked = { siteId: text(site), runId: text(id) };
  const [found, compared] = await Promise.all([getRun(context, asked), compareRuns(context, asked)]);
  if (!found.ok) return <Refusal error={found.error} />;
  return <RunPage view={viewOf(found.value, context.now())} compared={compared.ok ? compared.value : []} />;
}
