'use client';
import type { SiteModel, TimeLeft } from '@wachter/core';
import { nameOfTime, sayTimeLeft } from '@wachter/core/thermal/time-words';
import { runningOut } from '@wachter/core/thermal/times-left';
import Link from 'next/link';
import { useMemo } from 'react';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { useLive, useLiveness, usePointStates } from '../../live/use-live.client.ts';
import { useQuantities } from '../../ui/catalogue.client.tsx';
import { formatTime } from '../../ui/format-time.ts';
import styles from './heat.module.css';

/** What runs out now, the shortest as a headline; nothing while nothing is lost. */
export function RunningOut({ model }: { readonly model: SiteModel }) {
  const t = useTranslations('heat');
  const states = usePointStates();
  const quantities = useQuantities();
  const locale = useLocale();
  const isLive = useLiveness().kind === 'live';
  const now = useLive((state) => Math.floor(state.serverNow / 2_000) * 2_000);
  const times = useMemo(() => runningOut({ model, states, quantities }, now), [model, states, quantities, now]);
  const [first, ...others] = times;
  if (!first) return null;
  return (
    <section className={styles['runningOut']} aria-label={t('runsOut')} data-live={isLive} data-testid="running-out">
      <p className={styles['first']}>
        <Line time={first} />
      </p>
      {others.map((time) => (
        <p key={`${time.kind} ${nameOfTime(time, locale)}`} className={styles['other']}>
          <Line time={time} />
        </p>
      ))}
    </section>
  );
}

function Line({ time }: { readonly time: TimeLeft }) {
  const locale = useLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  const sentence = sayTimeLeft(time, locale, (at) => formatTime(at, 'clock', { locale, timeZone }));
  return (
    <>
      {time.kind === 'room' ? (
        <Link href={`/rooms/${time.room.slug}`} prefetch={false} className={styles['place']}>
          {time.room.name}
        </Link>
      ) : (
        <span className={styles['place']}>{nameOfTime(time, locale)}</span>
      )}
      {`: ${sentence}`}
    </>
  );
}
