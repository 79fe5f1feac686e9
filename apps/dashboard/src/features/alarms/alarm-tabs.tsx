import { can } from '@wachter/services/access/can';
import Link from 'next/link';
import { words } from '../../i18n/words.ts';
import { requireActor } from '../../server/context.ts';
import styles from './alarms.module.css';

export type AlarmTab = 'open' | 'withheld' | 'past' | 'journal' | 'performance' | 'rationalisation' | 'settings';

/** Open, withheld, past, every transition, how they perform, or why they are there: each at an address of its own, for whoever may see it. */
export async function AlarmTabs({ shown }: { readonly shown: AlarmTab }) {
  const [t, kpi, withheld, journal, rationalisation, maintenance] = await Promise.all([
    words('alarms'),
    words('kpi'),
    words('withheld'),
    words('journal'),
    words('rationalisation'),
    words('maintenance'),
  ]);
  const actor = await requireActor();
  const mayRate = can(actor, 'alarm.kpi', { kind: 'alarm' }).allowed;
  const mayReview = can(actor, 'rule.history', { kind: 'rule' }).allowed;
  const tabs: readonly { readonly tab: AlarmTab; readonly path: string; readonly label: string }[] = [
    { tab: 'open', path: '/alarms', label: t('active') },
    { tab: 'withheld', path: '/alarms/withheld', label: withheld('tab') },
    { tab: 'past', path: '/alarms/past', label: t('past') },
    { tab: 'journal', path: '/alarms/journal', label: journal('tab') },
    ...(mayRate ? ([{ tab: 'performance', path: '/alarms/performance', label: kpi('tab') }] as const) : []),
    ...(mayReview ? ([{ tab: 'rationalisation', path: '/alarms/rationalisation', label: rationalisation('tab') }] as const) : []),
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
