import { can } from '@wachter/services/access/can';
import { whoIsOnDuty } from '@wachter/services/oncall/who-is-on-duty';
import { listRuleProblems } from '@wachter/services/rule/list-problems';
import type { Metadata } from 'next';
import { Overview } from '../../features/overview/overview.client.tsx';
import { words } from '../../i18n/words.ts';
import { requireContext } from '../../server/context.ts';
import { readSiteModel } from '../../server/reads/site-model.ts';
import { readWithheldPlan } from '../../server/reads/withheld.ts';
import { Refusal } from '../../ui/refusal.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words('shell'))('nav.overview') };
}

export default async function OverviewPage() {
  const context = await requireContext();
  const model = await readSiteModel(context);
  if (!model.ok) return <Refusal error={model.error} />;
  const maySetUp = can(context.actor, 'site.edit', { kind: 'site' }).allowed;
  const [problems, onCall, withheld] = await Promise.all([
    listRuleProblems(context, {}),
    whoIsOnDuty(context, {}),
    readWithheldPlan(context),
  ]);
  return (
    <Overview
      model={model.value}
      problems={problems.ok ? problems.value : []}
      hasChannel={onCall.ok ? onCall.value.hasChannel : null}
      withheld={withheld}
      maySetUp={maySetUp}
    />
  );
}
