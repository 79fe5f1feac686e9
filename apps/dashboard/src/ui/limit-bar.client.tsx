'use client';
import type { LimitLines } from '@wachter/core';
import { formatNumber, unitSymbol } from '@wachter/core/quantity/format';
import { useLocale, useTranslations } from 'use-intl';
import { usePointState } from '../live/use-live.client.ts';
import { useQuantity } from './catalogue.client.tsx';
import styles from './limit-bar.module.css';
import { limitScale } from './limit-scale.ts';
import type { ReadingPoint } from './reading-value.client.tsx';

interface LimitBarProps {
  readonly point: ReadingPoint & { readonly limits: LimitLines };
}

/** The value between its limits, as a small bar: long ticks critical, short ticks warning. Nothing without limits. */
export function LimitBar({ point }: LimitBarProps) {
  const locale = useLocale();
  const t = useTranslations('live');
  const quantity = useQuantity(point.quantity);
  const value = usePointState(point.id)?.value ?? null;
  const scale = limitScale(point.limits, value);
  if (!scale || quantity?.kind === 'state') return null;
  const limits = scale.ticks
    .map((tick) => `${t(`limit.${tick.kind}`)} ${formatNumber(tick.value, null, locale)} ${quantity ? unitSymbol(quantity) : ''}`)
    .join(', ');
  return (
    <svg
      className={styles['bar']}
      viewBox="0 0 100 16"
      preserveAspectRatio="none"
      role="img"
      aria-label={t('limits', { limits })}
    >
      <title>{limits}</title>
      <line className={styles['track']} x1="0" x2="100" y1="8" y2="8" />
      {scale.ticks.map((tick) => {
        const reach = tick.kind.endsWith('Critical') ? 7 : 4;
        return (
          <line
            key={tick.kind}
            className={styles['tick']}
            data-kind={tick.kind}
            x1={tick.at * 100}
            x2={tick.at * 100}
            y1={8 - reach}
            y2={8 + reach}
          />
        );
      })}
      {value !== null && <rect className={styles['value']} x={scale.at(value) * 98} y="3" width="2.4" height="10" />}
    </svg>
  );
}
