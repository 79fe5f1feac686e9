import { getRun } from '@wachter/services/power/get-run';
import { RunPage } from '../../../../features/power/run-page.client.tsx';
import { viewOf } from '../../../../features/power/view.ts';
import { requireContext } from '../../../../server/context.ts';
import type { PageProps } from '../../../../server/page-props.ts';
import { readRunPoints } from '../../../../server/reads/run-points.ts';
import { Refusal } from '../../../../ui/refusal.tsx';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export default async function PowerRunPage({ searchParams }: PageProps) {
  const context = await requireContext();
  const { site, id } = await searchParams;
  const found = await getRun(context, { siteId: text(site), runId: text(id) });
  if (!found.ok) return <Refusal error={found.error} />;
  const points = await readRunPoints(context, text(site));
  return <RunPage view={viewOf(found.value, points.ok ? points.value : [], context.now())} />;
}
