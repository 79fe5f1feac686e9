import { listBackups } from '@wachter/services/backup/list';
import { BackupsView } from '../../../features/backups/backups-view.client.tsx';
import { requireContext } from '../../../server/context.ts';
import { Refusal } from '../../../ui/refusal.tsx';

export default async function BackupsPage() {
  const found = await listBackups(await requireContext(), {});
  if (!found.ok) return <Refusal error={found.error} />;
  return <BackupsView list={found.value} />;
}
