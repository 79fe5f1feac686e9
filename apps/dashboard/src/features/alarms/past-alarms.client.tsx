'use client';
import type { Alarm } from '@wachter/core';
import Link from 'next/link';
import { useLocale, useTranslations } from 'use-intl';
import { AlarmMark } from '../../ui/alarm-mark.client.tsx';
import { useQuantities } from '../../ui/catalogue.client.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { EmptyState } from '../../ui/state-message.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import { type AlarmNames, alarmRows } from './alarm-rows.ts';
import styles from './alarms.module.css';

interface PastAlarmsProps {
  readonly model: AlarmNames['model'];
  readonly alarms: readonly Alarm[];
  readonly next: string | null;
}

/** What is over: newest first, page by page. */
export function PastAlarms({ model, alarms, next }: PastAlarmsProps) {
  const t = useTranslations('alarms');
  const locale = useLocale();
  const quantities = useQuantities();
  const rows = alarmRows(alarms, { model, quantities }, locale);
  return (
    <>
      <PageTitle title={t('titlePast', { count: rows.length })} />
      {rows.length === 0 && <EmptyState title={t('emptyPastTitle')} hint={t('emptyPastHint')} />}
      <ul className={styles['list']}>
        {rows.map((row) => (
          <li key={row.id} className={styles['past']}>
            <Link href={`/alarms/${row.id}`} className={styles['pastLink']}>
              <span className={styles['first']}>
                <AlarmMark priority={row.priority} isAcknowledged />
                <strong>{row.place}</strong>
                <span className={styles['quiet']}>
                  <TimeText at={row.raisedAt} /> – <TimeText at={row.clearedAt} />
                </span>
              </span>
              <span className={styles['sentence']}>{row.sentence}</span>
              <span className={styles['quiet']}>
                {row.acknowledgedBy && t('ackBy', { name: row.acknowledgedBy })}
                {row.comment && ` · “${row.comment}”`}
                {row.isLate && ` · ${t('late')}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {next && (
        <p className={styles['links']}>
          <Link href={`/alarms/past?cursor=${next}`}>{t('older')} →</Link>
        </p>
      )}
    </>
  );
}
