import { alarmModel } from '../../../../features/alarms/alarm-model.ts';
import { AlarmTabs } from '../../../../features/alarms/alarm-tabs.tsx';
import { PastAlarms } from '../../../../features/alarms/past-alarms.client.tsx';
import { requireContext } from '../../../../server/context.ts';
import type { PageProps } from '../../../../server/page-props.ts';
import { readAlarms } from '../../../../server/reads/alarms.ts';
import { readSiteModel } from '../../../../server/reads/site-model.ts';
import { Refusal } from '../../../../ui/refusal.tsx';

export default async function PastAlarmsPage({ searchParams }: PageProps) {
  const context = await requireContext();
  const { cursor } = await searchParams;
  const [model, page] = await Promise.all([
    readSiteModel(context),
    readAlarms(context, { isOpen: false, limit: 50, ...(typeof cursor === 'string' ? { cursor } : {}) }),
  ]);
  if (!model.ok) return <Refusal error={model.error} />;
  if (!page.ok) return <Refusal error={page.error} />;
  return (
    <>
      <AlarmTabs shown="past" />
      <PastAlarms model={alarmModel(model.value)} alarms={page.value.alarms} next={page.value.next} />
    </>
  );
}
