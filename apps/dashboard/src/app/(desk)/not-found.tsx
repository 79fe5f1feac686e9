import Link from 'next/link';
import { words } from '../../i18n/words.ts';
import { EmptyState } from '../../ui/state-message.tsx';

/** What is not there, inside the frame of the desk. */
export default async function NotFound() {
  const t = await words('shell');
  return (
    <EmptyState title={t('notFoundTitle')} hint={t('notFoundHint')}>
      <Link href="/">{t('toOverview')}</Link>
    </EmptyState>
  );
}
