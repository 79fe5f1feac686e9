import { AlarmTabs } from '../../../../features/alarms/alarm-tabs.tsx';
import { kpiPeriodOf, kpiRangeOf } from '../../../../features/kpi/kpi-period.ts';
import { Performance } from '../../../../features/kpi/performance.client.tsx';
import { requireContext } from '../../../../server/context.ts';
import type { PageProps } from '../../../../server/page-props.ts';
import { readLocale } from '../../../../server/preferences.ts';
import { readNamedAlarmKpis } from '../../../../server/reads/alarm-kpis.ts';
import { ruleNames } from '../../../../server/reads/rule-schemas.ts';
import { Refusal } from '../../../../ui/refusal.tsx';

export default async function PerformancePage({ searchParams }: PageProps) {
  const context = await requireContext();
  const { period: asked, site } = await searchParams;
  const period = kpiPeriodOf(asked);
  const siteId = typeof site === 'string' ? site : null;
  const range = kpiRangeOf(period, context.now());
  const [found, locale] = await Promise.all([
    readNamedAlarmKpis(context, { ...range, ...(siteId === null ? {} : { siteId }) }),
    readLocale(),
  ]);
  if (!found.ok) return <Refusal error={found.error} />;
  const names = Object.fromEntries(Object.entries(ruleNames()).map(([id, name]) => [id, name[locale]]));
  return (
    <>
      <AlarmTabs shown="performance" />
      <Performance {...found.value} period={period} siteId={siteId} ruleNames={names} />
    </>
  );
}
