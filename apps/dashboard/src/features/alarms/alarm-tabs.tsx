import { can } from '@wachter/services/access/can';
import Link from 'next/link';
import { words } from '../../i18n/words.ts';
import { requireActor } from '../../server/context.ts';
import styles from './alarms.module.css';

/** Open, withheld, past or how they perform: each at an address of its own; the last for whoever may see it. */
export async function AlarmTabs({ shown }: { readonly shown: 'open' | 'withheld' | 'past' | 'performance' | 'settings' }) {
  const t = await words('alarms');
  const kpi = await words('kpi');
  const withheld = await words('withheld');
  const maintenance = await words('maintenance');
  const mayRate = can(await requireActor(), 'alarm.kpi', { kind: 'alarm' }).allowed;
  return (
    <nav className={styles['tabs']}>
      <Link href="/alarms" aria-current={shown === 'open' ? 'page' : undefined}>
        {t('active')}
      </Link>
      <Link href="/alarms/withheld" aria-current={shown === 'withheld' ? 'page' : undefined}>
        {withheld('tab')}
      </Link>
      <Link href="/alarms/past" aria-current={shown === 'past' ? 'page' : undefined}>
        {t('past')}
      </Link>
      {mayRate && (
        <Link href="/alarms/performance" aria-current={shown === 'performance' ? 'page' : undefined}>
          {kpi('tab')}
        </Link>
      )}
      <Link href="/alarms/settings" aria-current={shown === 'settings' ? 'page' : undefined}>
        {maintenance('settings')}
      </Link>
    </nav>
  );
}
