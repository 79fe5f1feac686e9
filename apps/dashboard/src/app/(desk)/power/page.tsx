import { listRuns } from '@wachter/services/power/list-runs';
import { PowerTabs } from '../../../features/power/power-tabs.tsx';
import { RunList } from '../../../features/power/run-list.client.tsx';
import { rowOf } from '../../../features/power/view.ts';
import { requireContext } from '../../../server/context.ts';
import type { PageProps } from '../../../server/page-props.ts';
import { Refusal } from '../../../ui/refusal.tsx';

const PAGE = 50;

export default async function PowerPage({ searchParams }: PageProps) {
  const context = await requireContext();
  const { before } = await searchParams;
  const from = typeof before === 'string' && /^\d{1,15}$/.test(before) ? { before: Number(before) } : {};
  const found = await listRuns(context, { ...from, limit: PAGE });
  if (!found.ok) return <Refusal error={found.error} />;
  const rows = found.value.map(rowOf);
  return (
    <>
      <PowerTabs shown="runs" />
      <RunList rows={rows} older={rows.length === PAGE ? (rows.at(-1)?.startedAt ?? null) : null} />
    </>
  );
}
