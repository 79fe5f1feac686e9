import { can } from '@wachter/services/access/can';
import { alarmModel } from '../../../../features/alarms/alarm-model.ts';
import { OneAlarm } from '../../../../features/alarms/one-alarm.client.tsx';
import { requireContext } from '../../../../server/context.ts';
import type { PageProps } from '../../../../server/page-props.ts';
import { readAlarm } from '../../../../server/reads/alarms.ts';
import { readSiteModel } from '../../../../server/reads/site-model.ts';
import { commentDuties, readSettings } from '../../../../server/reads/withheld.ts';
import { Refusal } from '../../../../ui/refusal.tsx';

export default async function AlarmPage({ params }: PageProps<{ id: string }>) {
  const context = await requireContext();
  const [model, found] = await Promise.all([readSiteModel(context), readAlarm(context, (await params).id)]);
  if (!model.ok) return <Refusal error={model.error} />;
  if (!found.ok) return <Refusal error={found.error} />;
  const mayAcknowledge = can(context.actor, 'alarm.acknowledge', { kind: 'alarm' }).allowed;
  const duties = commentDuties(await readSettings(context, model.value));
  return (
    <OneAlarm model={alarmModel(model.value)} stored={found.value.alarm} commentDuties={duties} mayAcknowledge={mayAcknowledge} />
  );
}
