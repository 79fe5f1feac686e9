import { can } from '@wachter/services/access/can';
import { alarmModel } from '../../../features/alarms/alarm-model.ts';
import { AlarmTabs } from '../../../features/alarms/alarm-tabs.tsx';
import { OpenAlarms } from '../../../features/alarms/open-alarms.client.tsx';
import { requireContext } from '../../../server/context.ts';
import type { PageProps } from '../../../server/page-props.ts';
import { readResponses } from '../../../server/reads/responses.ts';
import { readSiteModel } from '../../../server/reads/site-model.ts';
import { commentDuties, readSettings } from '../../../server/reads/withheld.ts';
import { Refusal } from '../../../ui/refusal.tsx';

export default async function AlarmsPage({ searchParams }: PageProps) {
  const context = await requireContext();
  const model = await readSiteModel(context);
  if (!model.ok) return <Refusal error={model.error} />;
  const { open } = await searchParams;
  const mayAcknowledge = can(context.actor, 'alarm.acknowledge', { kind: 'alarm' }).allowed;
  return (
    <>
      <AlarmTabs shown="open" />
      <OpenAlarms
        model={alarmModel(model.value)}
        commentDuties={commentDuties(await readSettings(context, model.value))}
        responses={await readResponses(context)}
        mayAcknowledge={mayAcknowledge}
        firstOpen={typeof open === 'string' ? open : null}
      />
    </>
  );
}
