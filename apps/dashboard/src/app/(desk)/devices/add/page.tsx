import { dialects } from '@wachter/dialects';
import { can } from '@wachter/services/access/can';
import { AddDeviceForm } from '../../../../features/devices/add-device.client.tsx';
import { requireContext } from '../../../../server/context.ts';
import { readSiteModel } from '../../../../server/reads/site-model.ts';
import { Refusal } from '../../../../ui/refusal.tsx';

export default async function AddDevicePage() {
  const context = await requireContext();
  const model = await readSiteModel(context);
  if (!model.ok) return <Refusal error={model.error} />;
  const may = can(context.actor, 'device.add', { kind: 'device' });
  if (!may.allowed) return <Refusal error={{ kind: 'forbidden' }} />;
  return <AddDeviceForm model={model.value} dialects={dialects.map(({ id, name }) => ({ id, name }))} />;
}
