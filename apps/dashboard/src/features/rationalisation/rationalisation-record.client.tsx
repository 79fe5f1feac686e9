'use client';
import { consequenceWords } from '@wachter/core/alarm/rationalisation';
import { priorityWords } from '@wachter/core/alarm/words';
import { useLocale, useTranslations } from 'use-intl';
import { TimeText } from '../../ui/time-text.client.tsx';
import styles from './rationalisation.module.css';
import type { RationalisationRow } from './rationalisation-view.ts';

/** One decision: what for, how bad, how soon, which priority, by whom, and until when it stands. */
export function RationalisationRecord({ record }: { readonly record: RationalisationRow['records'][number] }) {
  const t = useTranslations('rationalisation');
  const locale = useLocale();
  return (
    <div className={styles['record']} data-testid="rationalisation-record">
      <p>{record.why}</p>
      <p>
        {consequenceWords[record.consequence][locale]} × {record.respondWithinMinutes} min →{' '}
        <strong>{priorityWords[record.priority][locale]}</strong>
        {record.deviation && (
          <>
            {' '}
            ({t('insteadOf', { priority: priorityWords[record.proposed][locale] })}: {record.deviation})
          </>
        )}
      </p>
      <p className={styles['quiet']}>
        <TimeText at={record.at} style="full" /> · {record.by} · {t('approved', { name: record.approvedBy })} · {t('reviewBy')}{' '}
        <TimeText at={record.reviewAt} style="day" />
      </p>
    </div>
  );
}
