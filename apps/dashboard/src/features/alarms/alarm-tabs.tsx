import Link from 'next/link';
import { words } from '../../i18n/words.ts';
import styles from './alarms.module.css';

/** Open or past: two lists, two addresses. */
export async function AlarmTabs({ shown }: { readonly shown: 'open' | 'past' }) {
  const t = await words('alarms');
  return (
    <nav className={styles['tabs']}>
      <Link href="/alarms" aria-current={shown === 'open' ? 'page' : undefined}>
        {t('active')}
      </Link>
      <Link href="/alarms/past" aria-current={shown === 'past' ? 'page' : undefined}>
        {t('past')}
      </Link>
    </nav>
  );
}
