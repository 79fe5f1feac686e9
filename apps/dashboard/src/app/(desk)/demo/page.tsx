import { DemoControl } from '../../../features/demo/demo-control.client.tsx';
import { words } from '../../../i18n/words.ts';
import { requireContext } from '../../../server/context.ts';
import { readDemo } from '../../../server/sim-control.ts';
import { Refusal } from '../../../ui/refusal.tsx';
import { EmptyState } from '../../../ui/state-message.tsx';

export default async function DemoPage() {
  const demo = await readDemo(await requireContext());
  if (demo.ok) return <DemoControl scenarios={demo.value.scenarios} playing={demo.value.playing} />;
  if (demo.error.kind === 'forbidden') return <Refusal error={demo.error} />;
  const t = await words('demo');
  return <EmptyState title={t('noSimulator')} hint={t('noSimulatorHint')} />;
}
