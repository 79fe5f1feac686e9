import { can } from '@wachter/services/access/can';
import Link from 'next/link';
import { words } from '../../i18n/words.ts';
import { requireActor } from '../../server/context.ts';
import styles from './alarms.module.css';

export type AlarmTab = 'open' | 'withheld' | 'past' | 'journal' | 'performance' | 'settings';

/** Open, withheld, past, every transition, or how they perform: each at an address of its own; performance for whoever may see it. */
export async function AlarmTabs({ shown }: { readonly shown: AlarmTab }) {
  const [t, kpi, withheld, journal, maintenance] = await Promise.all([
    words('alarms'),
    words('kpi'),
    words('withheld'),
    words('journal'),
    words('maintenance'),
  ]);
  const mayRate = can(await requireActor(), 'alarm.kpi', { kind: 'alarm' }).allowed;
  const tabs: readonly { readonly tab: AlarmTab; readonly path: string; readonly label: string }[] = [
    { tab: 'open', path: '/alarms', label: t('active') },
    { tab: 'withheld', path: '/alarms/withheld', label: withheld('tab') },
    { tab: 'past', path: '/alarms/past', label: t('past') },
    { tab: 'journal', path: '/alarms/journal', label: journal('tab') },
    ...(mayRate ? ([{ tab: 'performance', path: '/alarms/performance', label: kpi('tab') }] as const) : []),
    { tab: 'settings', path: '/alarms/settings', label: maintenance('settings') },
  ];
  return (
    <nav className={styles['tabs']}>
      {tabs.map(({ tab, path, label }) => (
        <Link key={tab} href={path} aria-current={tab === shown ? 'page' : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
