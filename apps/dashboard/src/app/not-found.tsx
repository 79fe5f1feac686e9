import { words } from '../i18n/words.ts';
import { EmptyState } from '../ui/state-message.tsx';

export default async function NotFound() {
  const t = await words('shell');
  return (
    <main style={{ padding: 24 }}>
      <EmptyState title={t('notFoundTitle')} hint={t('notFoundHint')}>
        <a href="/">{t('toOverview')}</a>
      </EmptyState>
    </main>
  );
}
