'use client';
import type { Alarm } from '@wachter/core';
import { remarkWords, stateWords } from '@wachter/core/alarm/words';
import Link from 'next/link';
import { useMemo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { AlarmMark } from '../../ui/alarm-mark.client.tsx';
import { useQuantities } from '../../ui/catalogue.client.tsx';
import { Tile } from '../../ui/tile.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import type { AlarmModel } from '../alarms/alarm-model.ts';
import { alarmRows } from '../alarms/alarm-rows.ts';
import styles from './point.module.css';

/** Alarms that began in the period shown. */
export function PointAlarms({ alarms, model }: { readonly alarms: readonly Alarm[]; readonly model: AlarmModel }) {
  const t = useTranslations('point');
  const locale = useLocale();
  const quantities = useQuantities();
  const rows = useMemo(() => alarmRows(alarms, { model, quantities }, locale), [alarms, model, quantities, locale]);
  return (
    <Tile as="section">
      <h2 className={styles['heading']}>{t('alarms')}</h2>
      {rows.length === 0 && <p className={styles['quiet']}>{t('noAlarms')}</p>}
      <ul className={styles['plain']}>
        {rows.map((row) => (
          <li key={row.id}>
            <Link href={`/alarms/${row.id}`} className={styles['alarm']}>
              <AlarmMark priority={row.priority} isAcknowledged={!row.canAcknowledge} />
              <TimeText at={row.raisedAt} />
              <span>{row.sentence}</span>
              <span className={styles['quiet']}>
                {stateWords[row.state][locale]}
                {row.remark && ` · ${remarkWords[row.remark][locale]}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Tile>
  );
}
