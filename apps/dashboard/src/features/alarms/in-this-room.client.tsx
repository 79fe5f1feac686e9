'use client';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { AlarmMark } from '../../ui/alarm-mark.client.tsx';
import { AgoText } from '../../ui/time-text.client.tsx';
import type { AlarmRow } from './alarm-rows.ts';
import styles from './alarms.module.css';

/** More than these is a list of its own. */
const shownAtMost = 5;

/** What else is wrong where somebody is about to go. */
export function InThisRoom({ others, room }: { readonly others: readonly AlarmRow[]; readonly room: string }) {
  const t = useTranslations('alarms');
  if (room === '') return null;
  if (others.length === 0) return <p className={styles['quiet']}>{t('nothingElse', { room })}</p>;
  return (
    <section data-testid="also-here">
      <h3>
        {t('alsoHere', { room })} <span className={styles['quiet']}>{others.length}</span>
      </h3>
      <ul className={styles['others']}>
        {others.slice(0, shownAtMost).map((row) => (
          <li key={row.id}>
            <Link href={`/alarms/${row.id}`} prefetch={false} className={styles['other']}>
              <AlarmMark priority={row.priority} isAcknowledged={!row.canAcknowledge} />
              <span>{row.sentence}</span>
              <AgoText at={row.activatedAt} className={styles['quiet']} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
