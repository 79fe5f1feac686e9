import { momentsOf, ruleSetById } from '@wachter/core';
import { getRun } from '@wachter/services/power/get-run';
import { RunPage } from '../../../../features/power/run-page.client.tsx';
import { factsOf } from '../../../../features/power/view.ts';
import { requireContext } from '../../../../server/context.ts';
import type { PageProps } from '../../../../server/page-props.ts';
import { Refusal } from '../../../../ui/refusal.tsx';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export default async function PowerRunPage({ searchParams }: PageProps) {
  const context = await requireContext();
  const { site, id } = await searchParams;
  const found = await getRun(context, { siteId: text(site), runId: text(id) });
  if (!found.ok) return <Refusal error={found.error} />;
  const { run, verdicts, names } = found.value;
  const { startedAt, endedAt, kind, reason } = run.record;
  const named = verdicts.map((verdict) => {
    const { ruleSet } = verdict;
    return { ...verdict, name: ruleSetById(ruleSet)?.name ?? { en: ruleSet, nl: ruleSet } };
  });
  const view = {
    startedAt,
    endedAt,
    kind,
    reason,
    names,
    verdicts: named,
    moments: momentsOf(run.record),
    facts: factsOf(run.record),
  };
  return <RunPage view={view} />;
}
