'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { SoundControl } from '../../features/sound/sound-control.client.tsx';
import { useLiveness, useOpenAlarms } from '../../live/use-live.client.ts';
import type { NavEntry } from '../../nav.ts';
import { AlarmMark } from '../alarm-mark.client.tsx';
import { LiveBadge, NotLiveBanner } from '../live-badge.client.tsx';
import { markOf } from '../point-mark.ts';
import styles from './app-shell.module.css';
import { Keeper } from './keeper.client.tsx';
import { OfflinePage } from './offline-page.client.tsx';
import { PersonMenu } from './person-menu.client.tsx';

interface AppShellProps {
  readonly entries: readonly Pick<NavEntry, 'path' | 'label' | 'isSetUp'>[];
  readonly siteName: string;
  readonly userName: string;
  readonly children: ReactNode;
}

/** Frame of every desk and phone page: where one is, what one may open, whether this is the present. */
export function AppShell({ entries, siteName, userName, children }: AppShellProps) {
  const t = useTranslations('shell');
  const isLive = useLiveness().kind !== 'not-live';
  const path = usePathname();
  const nav = useCurrentInView(path);
  return (
    <div className={styles['shell']} data-live={isLive}>
      <a className={styles['skip']} href="#content">
        {t('skip')}
      </a>
      <header className={styles['top']}>
        <Link href="/" className={styles['brand']}>
          {siteName || t('product')}
        </Link>
        <LiveBadge />
        <SoundControl />
        <PersonMenu name={userName} />
      </header>
      <nav ref={nav} className={styles['nav']} aria-label={t('menu')}>
        {[entries.filter(({ isSetUp }) => !isSetUp), entries.filter(({ isSetUp }) => isSetUp)].map((group) => (
          <div key={group[0]?.path ?? ''} className={styles['group']}>
            {group.map(({ path: to, label }) => (
              <Link key={to} href={to} className={styles['entry']} aria-current={isAt(path, to) ? 'page' : undefined}>
                {t(`nav.${label}`)}
                {label === 'alarms' && <OpenAlarms />}
              </Link>
            ))}
          </div>
        ))}
      </nav>
      <NotLiveBanner />
      <main id="content" className={styles['content']} tabIndex={-1}>
        {children}
      </main>
      <Keeper />
      <OfflinePage />
    </div>
  );
}

/** A narrow screen shows a part of the menu: the page one is on belongs to it. */
function useCurrentInView(path: string) {
  const nav = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another current entry
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (nav.current && current) nav.current.scrollLeft = current.offsetLeft - nav.current.clientWidth / 3;
  }, [path]);
  return nav;
}

const isAt = (path: string, to: string): boolean =>
  to === '/' ? path === '/' || path.startsWith('/rooms') : path.startsWith(to);

function OpenAlarms() {
  const alarms = useOpenAlarms();
  const worst = alarms[0];
  if (!worst) return null;
  return (
    <span className={styles['alarms']}>
      <AlarmMark {...markOf(worst)} /> {alarms.length}
    </span>
  );
}
