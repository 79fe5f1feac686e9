import { words } from '../i18n/words.ts';
import { PageTitle } from '../ui/page-title.tsx';

export default async function NotFound() {
  const t = await words('shell');
  return (
    <main style={{ padding: 24 }}>
      <PageTitle title={t('notFoundTitle')} sub={t('notFoundHint')} />
      <a href="/">{t('toOverview')}</a>
    </main>
  );
}
