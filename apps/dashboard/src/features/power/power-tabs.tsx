import Link from 'next/link';
import { words } from '../../i18n/words.ts';
import styles from './power.module.css';

export type PowerTab = 'now' | 'runs' | 'plan' | 'tests';

/** What ran, what is asked for, and what was announced: each at an address of its own. */
export async function PowerTabs({ shown }: { readonly shown: PowerTab }) {
  const t = await words('testPlan');
  const tabs: readonly { readonly tab: PowerTab; readonly path: string }[] = [
    { tab: 'now', path: '/power/now' },
    { tab: 'runs', path: '/power' },
    { tab: 'plan', path: '/power/plan' },
    { tab: 'tests', path: '/power/tests' },
  ];
  return (
    <nav className={styles['tabs']}>
      {tabs.map(({ tab, path }) => (
        <Link key={tab} href={path} aria-current={tab === shown ? 'page' : undefined}>
          {t(`tabs.${tab}`)}
        </Link>
      ))}
    </nav>
  );
}
