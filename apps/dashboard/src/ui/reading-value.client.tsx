'use client';
import type { Instant, PointState, QualityReason } from '@wachter/core';
import { formatDuration } from '@wachter/core/alarm/describe';
import { freshAt, freshness } from '@wachter/core/reading/freshness';
import { useLocale, useTranslations } from 'use-intl';
import { useLive, usePointState } from '../live/use-live.client.ts';
import { useQuantity } from './catalogue.client.tsx';
import styles from './reading-value.module.css';
import { isAgeNews, type ReadingTimes, type ReadingView, readingView } from './reading-view.ts';

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
  const state = usePointState(point.id);
  const age = useLive((live) => shownAge(live.points.get(point.id), point, live.serverNow));
  const now = state === undefined ? 0 : freshAt(state) + (age ?? 0) * 1000;
  return <Reading view={readingView({ state, quantity, times: point }, now, locale)} size={size} />;
}

/** Age in steps that are shown: null while it is no news, so that a fresh point renders only when its value changes. */
function shownAge(state: PointState | undefined, times: ReadingTimes, now: Instant): number | null {
  const { ageSeconds } = freshness(state, now, times.staleSeconds);
  if (ageSeconds === null || !isAgeNews(ageSeconds, times)) return null;
  const step = ageSeconds < 60 ? 1 : ageSeconds < 120 ? 10 : 60;
  const coarse = Math.floor(ageSeconds / step) * step;
  // Rounding down must not make a stale value look fresh again.
  return ageSeconds > times.staleSeconds ? Math.max(coarse, times.staleSeconds + 0.001) : coarse;
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
