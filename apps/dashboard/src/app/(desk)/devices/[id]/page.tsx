import { can } from '@wachter/services/access/can';
import { DeviceDetail } from '../../../../features/devices/device-detail.client.tsx';
import { QuarantineList } from '../../../../features/devices/quarantine-list.tsx';
import { requireContext } from '../../../../server/context.ts';
import type { PageProps } from '../../../../server/page-props.ts';
import { readCompleteness, readDevice, readQuarantine } from '../../../../server/reads/devices.ts';
import { readSiteModel } from '../../../../server/reads/site-model.ts';
import { Refusal } from '../../../../ui/refusal.tsx';

export default async function DevicePage({ params }: PageProps<{ id: string }>) {
  const context = await requireContext();
  const id = decodeURIComponent((await params).id);
  const [model, found, quarantine, completeness] = await Promise.all([
    readSiteModel(context),
    readDevice(context, id),
    readQuarantine(context, { deviceId: id, limit: 30 }),
    readCompleteness(context, id),
  ]);
  if (!model.ok) return <Refusal error={model.error} />;
  if (!found.ok) return <Refusal error={found.error} />;
  const { device } = found.value;
  const { name, dialect, status, firmware, approvedBy, approvedAt, firstSeenAt, locationId, fedById } = device;
  const place = { locationId, fedById };
  const facts = { id, name, dialect, status, model: device.model, firmware, approvedBy, approvedAt, firstSeenAt, ...place };
  return (
    <DeviceDetail
      device={{ ...facts, completeness: completeness.ok ? completeness.value : null }}
      model={model.value}
      mayEdit={can(context.actor, 'device.approve', { kind: 'device', id }).allowed}
    >
      <QuarantineList rows={quarantine.ok ? quarantine.value : null} />
    </DeviceDetail>
  );
}
