'use client';
import { useTranslations } from 'use-intl';
import { useLiveness } from '../live/use-live.client.ts';
import styles from './live-badge.module.css';
import { TimeText } from './time-text.client.tsx';

/** "● live", or that it is not, since when and why. */
export function LiveBadge() {
  const t = useTranslations('live');
  const liveness = useLiveness();
  return (
    <output className={styles['badge']} data-live={liveness.kind} data-testid="liveness">
      {liveness.kind === 'live' && `● ${t('live')}`}
      {liveness.kind === 'connecting' && `○ ${t('connecting')}`}
      {liveness.kind === 'not-live' && `✕ ${t('notLive')}`}
    </output>
  );
}

/** Across the page while it is not live: what is wrong, since when, and that everything below is old. */
export function NotLiveBanner() {
  const t = useTranslations('live');
  const liveness = useLiveness();
  if (liveness.kind !== 'not-live') return null;
  return (
    <div className={styles['banner']} role="alert">
      <strong>{t('notLive')}</strong>
      {liveness.since !== null && <TimeText at={liveness.since} style="seconds" />}
      <span>{t(`why.${liveness.why}`)}</span>
    </div>
  );
}
