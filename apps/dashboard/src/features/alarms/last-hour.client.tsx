'use client';
import { formatValue } from '@wachter/core/quantity/format';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { useLiveStore } from '../../live/live-provider.client.tsx';
import { useQuantities } from '../../ui/catalogue.client.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { useHistory } from '../point/use-history.client.ts';
import type { AlarmModel } from './alarm-model.ts';
import styles from './alarms.module.css';

const hourMs = 3_600_000;

interface LastHourProps {
  readonly point: AlarmModel['points'][number];
  readonly limit: number | null;
}

/** How the point came to this: the last hour before the alarm was opened, with its lowest, highest and limit in words. */
export function LastHour({ point, limit }: LastHourProps) {
  const t = useTranslations('alarms');
  const locale = useLocale();
  const quantity = useQuantities().get(point.quantity ?? '');
  const live = useLiveStore();
  const [range] = useState(() => {
    const to = live.getState().serverNow;
    return { from: to - hourMs, to };
  });
  const { kind, history } = useHistory(point.id, range, 60);
  if (!quantity) return null;
  const show = (value: number) => formatValue(quantity, value, locale);
  const known = (history?.buckets ?? []).filter((bucket) => bucket.mean !== null);
  const lowest = Math.min(...known.map((bucket) => bucket.minimum ?? Number.POSITIVE_INFINITY));
  const highest = Math.max(...known.map((bucket) => bucket.maximum ?? Number.NEGATIVE_INFINITY));
  const words = [
    t('lastHourRange', { lowest: show(lowest), highest: show(highest) }),
    ...(limit === null ? [] : [t('lastHourLimit', { limit: show(limit) })]),
  ].join(' · ');
  return (
    <section className={styles['lastHour']}>
      <h3>{t('lastHour')}</h3>
      {known.length > 0 && (
        <>
          <Sparkline buckets={history?.buckets ?? []} label={words} width={360} height={72} />
          <p className={styles['quiet']}>{words}</p>
        </>
      )}
      {known.length === 0 && kind === 'ready' && <p className={styles['quiet']}>{t('lastHourNone')}</p>}
      {kind === 'failed' && <p className={styles['quiet']}>{t('lastHourFailed')}</p>}
    </section>
  );
}
