import { can } from '@wachter/services/access/can';
import { alarmModel } from '../../../../features/alarms/alarm-model.ts';
import { AlarmTabs } from '../../../../features/alarms/alarm-tabs.tsx';
import { WithheldList } from '../../../../features/alarms/withheld-list.client.tsx';
import { requireContext } from '../../../../server/context.ts';
import { readSiteModel } from '../../../../server/reads/site-model.ts';
import { readWithheld } from '../../../../server/reads/withheld.ts';
import { Refusal } from '../../../../ui/refusal.tsx';

export default async function WithheldPage() {
  const context = await requireContext();
  const [model, found] = await Promise.all([readSiteModel(context), readWithheld(context)]);
  if (!model.ok) return <Refusal error={model.error} />;
  if (!found.ok) return <Refusal error={found.error} />;
  return (
    <>
      <AlarmTabs shown="withheld" />
      <WithheldList
        model={alarmModel(model.value)}
        withholdings={found.value.withholdings}
        windows={found.value.windows}
        mayBringBack={can(context.actor, 'alarm.shelve', { kind: 'alarm' }).allowed}
      />
    </>
  );
}
