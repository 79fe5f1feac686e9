'use client';
import { formatDuration } from '@wachter/core/alarm/describe';
import { useLocale } from 'use-intl';
import styles from './alarms.module.css';

/** "+12 s": so long after the first of its incident. */
export function Follows({ ms }: { readonly ms: number }) {
  const locale = useLocale();
  return <span className={styles['follows']}>+{formatDuration(Math.round(ms / 1000), locale)}</span>;
}
