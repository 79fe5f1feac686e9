import { words } from '../../i18n/words.ts';
import { LoadingState } from '../../ui/loading-state.tsx';

export default async function Loading() {
  const t = await words('shell');
  return <LoadingState label={t('loading')} />;
}
