import { can } from '@wachter/services/access/can';
import Link from 'next/link';
import { words } from '../../i18n/words.ts';
import { requireActor } from '../../server/context.ts';
import styles from './alarms.module.css';

/** Open, past or how they perform: three views, three addresses; the last for whoever may see it. */
export async function AlarmTabs({ shown }: { readonly shown: 'open' | 'past' | 'performance' }) {
  const t = await words('alarms');
  const kpi = await words('kpi');
  const mayRate = can(await requireActor(), 'alarm.kpi', { kind: 'alarm' }).allowed;
  return (
    <nav className={styles['tabs']}>
      <Link href="/alarms" aria-current={shown === 'open' ? 'page' : undefined}>
        {t('active')}
      </Link>
      <Link href="/alarms/past" aria-current={shown === 'past' ? 'page' : undefined}>
        {t('past')}
      </Link>
      {mayRate && (
        <Link href="/alarms/performance" aria-current={shown === 'performance' ? 'page' : undefined}>
          {kpi('tab')}
        </Link>
      )}
    </nav>
  );
}
