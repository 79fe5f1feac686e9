'use client';
import type { Instant, PointState, QualityReason } from '@wachter/core';
import { formatDuration } from '@wachter/core/alarm/describe';
import { useLocale, useTranslations } from 'use-intl';
import { useLive } from '../live/use-live.client.ts';
import { useQuantity } from './catalogue.client.tsx';
import styles from './reading-value.module.css';
import { type ReadingView, readingView } from './reading-view.ts';

export interface ReadingPoint {
  readonly id: number;
  readonly quantity: string | null;
  readonly intervalSeconds: number;
  readonly staleSeconds: number;
}

interface ReadingValueProps {
  readonly point: ReadingPoint;
  readonly size?: 'small' | 'normal' | 'large';
}

/** The live value of a point with its unit, and with age and quality as soon as they matter. The only way a value is shown. */
export function ReadingValue({ point, size = 'normal' }: ReadingValueProps) {
  const locale = useLocale();
  const quantity = useQuantity(point.quantity);
  const key = useLive((live) => {
    const view = readingView({ state: live.points.get(point.id), quantity, times: point }, live.serverNow, locale);
    return JSON.stringify({ ...view, ageSeconds: coarse(view.ageSeconds) });
  });
  return <Reading view={JSON.parse(key) as ReadingView} size={size} />;
}

interface StoredReadingProps {
  readonly point: ReadingPoint;
  readonly state: PointState | undefined;
  readonly now: Instant;
  readonly size?: 'small' | 'normal' | 'large';
}

/** The same for a state at hand, for example one moment of a history. */
export function StoredReading({ point, state, now, size = 'normal' }: StoredReadingProps) {
  const locale = useLocale();
  const quantity = useQuantity(point.quantity);
  return <Reading view={readingView({ state, quantity, times: point }, now, locale)} size={size} />;
}

function Reading({ view, size }: { readonly view: ReadingView; readonly size: string }) {
  const t = useTranslations('live');
  const locale = useLocale();
  const age = view.ageSeconds === null ? null : formatDuration(view.ageSeconds, locale);
  return (
    <span className={styles['reading']} data-trust={view.trust} data-size={size}>
      <span className={styles['value']}>
        {view.text}
        {view.unit !== '' && <span className={styles['unit']}> {view.unit}</span>}
      </span>
      {view.trust === 'never' && <span className={styles['note']}>{t('noDataYet')}</span>}
      {(view.trust === 'bad' || view.trust === 'uncertain') && (
        <span className={styles['note']}>
          {t(`quality.${view.reason === 'none' ? view.trust : (view.reason as Exclude<QualityReason, 'none'>)}`)}
        </span>
      )}
      {age !== null && (
        <span className={styles['note']}>{view.trust === 'stale' ? t('noDataFor', { age }) : t('ago', { age })}</span>
      )}
    </span>
  );
}

/** Whole seconds under a minute, then steps of ten, then minutes: text that changes seldom renders seldom. */
const coarse = (seconds: number | null): number | null => {
  if (seconds === null) return null;
  const step = seconds < 60 ? 1 : seconds < 120 ? 10 : 60;
  return Math.floor(seconds / step) * step;
};
