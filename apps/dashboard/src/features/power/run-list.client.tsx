'use client';
import { formatDuration } from '@wachter/core/alarm/describe';
import { runKindWords, runReasonWords } from '@wachter/core/power/words';
import Link from 'next/link';
import { useLocale, useTranslations } from 'use-intl';
import { PageTitle } from '../../ui/page-title.tsx';
import { EmptyState } from '../../ui/state-message.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import { OutcomeMark } from './outcome-mark.client.tsx';
import styles from './power.module.css';
import type { RunRow } from './view.ts';

interface RunListProps {
  readonly rows: readonly RunRow[];
  /** Where the next page begins; null on the last one. */
  readonly older: number | null;
}

/** Every run of emergency power, the newest first. */
export function RunList({ rows, older }: RunListProps) {
  const t = useTranslations('power');
  return (
    <>
      <PageTitle title={rows.length === 0 ? t('titleNone') : t('title', { count: rows.length })} sub={t('hint')} />
      {rows.length === 0 && <EmptyState title={t('none')} hint={t('noneHint')} />}
      <ol className={styles['list']}>
        {rows.map((row) => (
          <RunLine key={`${row.siteId} ${row.runId}`} row={row} />
        ))}
      </ol>
      {older !== null && <Link href={`/power?before=${older}`}>{t('older')}</Link>}
    </>
  );
}

function RunLine({ row }: { readonly row: RunRow }) {
  const t = useTranslations('power');
  const locale = useLocale();
  const { startedAt, endedAt, kind, reason, outcome, headline } = row;
  const address = new URLSearchParams({ site: row.siteId, id: row.runId });
  const lasted = endedAt === null ? t('goesOn') : t('lasted', { time: formatDuration((endedAt - startedAt) / 1000, locale) });
  return (
    <li>
      <Link href={`/power/run?${address}`}>
        <TimeText at={startedAt} style="full" />
      </Link>
      <span>
        <strong>{headline[locale]}</strong>{' '}
        <span className={styles['second']}>
          {runKindWords[kind][locale]}, {runReasonWords[reason][locale]}; {lasted}
        </span>
      </span>
      <OutcomeMark outcome={outcome} />
    </li>
  );
}
