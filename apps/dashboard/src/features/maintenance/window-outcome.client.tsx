'use client';
import type { Alarm, SiteModel } from '@wachter/core';
import { stateWords } from '@wachter/core/alarm/words';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { AlarmMark } from '../../ui/alarm-mark.client.tsx';
import { useQuantities } from '../../ui/catalogue.client.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import { alarmRows } from '../alarms/alarm-rows.ts';
import { readWindowOutcome } from '../alarms/withhold-actions.ts';
import styles from './maintenance.module.css';

interface WindowOutcomeProps {
  readonly windowId: string;
  readonly endedAt: number;
  readonly model: SiteModel;
}

/** What is still wrong where the work was: for whoever closes it. */
export function WindowOutcome({ windowId, endedAt, model }: WindowOutcomeProps) {
  const t = useTranslations('maintenance');
  const locale = useLocale();
  const quantities = useQuantities();
  const [found, setFound] = useState<readonly Alarm[] | 'reading' | 'failed'>('reading');
  useEffect(() => {
    let isWanted = true;
    readWindowOutcome(windowId).then(
      (alarms) => isWanted && setFound(alarms ?? 'failed'),
      () => isWanted && setFound('failed'),
    );
    return () => {
      isWanted = false;
    };
  }, [windowId]);
  const rows = typeof found === 'string' ? [] : alarmRows(found, { model, quantities }, locale);
  return (
    <section data-testid="window-outcome">
      <p>
        {t('ended')} <TimeText at={endedAt} />.{' '}
        {typeof found === 'string' ? t(`outcome.${found}`) : t('stillWrong', { count: rows.length })}
      </p>
      <ul className={styles['outcome']}>
        {rows.map((row) => (
          <li key={row.id}>
            <Link href={`/alarms/${row.id}`} prefetch={false}>
              <AlarmMark priority={row.priority} isAcknowledged={!row.canAcknowledge} /> {row.place} {row.sentence}
            </Link>{' '}
            <span className={styles['quiet']}>{stateWords[row.state][locale]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
