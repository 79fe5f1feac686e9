import { can } from '@wachter/services/access/can';
import { DeviceList, type DeviceShow } from '../../../features/devices/device-list.client.tsx';
import { requireContext } from '../../../server/context.ts';
import type { PageProps } from '../../../server/page-props.ts';
import { readSiteModel } from '../../../server/reads/site-model.ts';
import { Refusal } from '../../../ui/refusal.tsx';

const shows: readonly string[] = ['all', 'new', 'silent', 'troubled'] satisfies readonly DeviceShow[];

export default async function DevicesPage({ searchParams }: PageProps) {
  const context = await requireContext();
  const model = await readSiteModel(context);
  if (!model.ok) return <Refusal error={model.error} />;
  const { show } = await searchParams;
  const mayAdd = can(context.actor, 'device.add', { kind: 'device' }).allowed;
  return (
    <DeviceList
      model={model.value}
      mayAdd={mayAdd}
      show={typeof show === 'string' && shows.includes(show) ? (show as DeviceShow) : 'all'}
    />
  );
}
