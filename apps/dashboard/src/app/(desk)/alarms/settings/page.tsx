import { can } from '@wachter/services/access/can';
import { AlarmTabs } from '../../../../features/alarms/alarm-tabs.tsx';
import { AlarmSettingsForm } from '../../../../features/maintenance/alarm-settings-form.client.tsx';
import { requireContext } from '../../../../server/context.ts';
import { readSiteModel } from '../../../../server/reads/site-model.ts';
import { readSettings } from '../../../../server/reads/withheld.ts';
import { Refusal } from '../../../../ui/refusal.tsx';

export default async function AlarmSettingsPage() {
  const context = await requireContext();
  const model = await readSiteModel(context);
  if (!model.ok) return <Refusal error={model.error} />;
  const settings = await readSettings(context, model.value);
  const mayEdit = can(context.actor, 'settings.edit', { kind: 'settings' }).allowed;
  return (
    <>
      <AlarmTabs shown="settings" />
      {[...settings].map(([siteId, known]) => (
        <AlarmSettingsForm
          key={siteId}
          siteId={siteId}
          siteName={model.value.sites.find((site) => site.id === siteId)?.name ?? ''}
          settings={known}
          mayEdit={mayEdit}
        />
      ))}
    </>
  );
}
