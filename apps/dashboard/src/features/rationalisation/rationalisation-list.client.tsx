'use client';
import { Button } from '@mantine/core';
import type { RationalisationStatus } from '@wachter/core';
import { rationalisationStatuses } from '@wachter/core/alarm/rationalisation';
import { priorityWords } from '@wachter/core/alarm/words';
import Link from 'next/link';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { PageTitle } from '../../ui/page-title.tsx';
import { EmptyState } from '../../ui/state-message.tsx';
import { PriorityMix } from './priority-mix.client.tsx';
import styles from './rationalisation.module.css';
import { RationalisationRecord } from './rationalisation-record.client.tsx';
import type { RationalisationRow, RationalisationView } from './rationalisation-view.ts';
import { RationaliseForm } from './rationalise-form.client.tsx';

interface RationalisationListProps {
  readonly view: RationalisationView;
  readonly shown: RationalisationStatus;
  /** What rule types are called, in the language of the page. */
  readonly ruleNames: Readonly<Record<string, string>>;
  readonly mayDecide: boolean;
  readonly firstOpen: string | null;
}

/** Which rules somebody thought about and which not, and how their priorities are spread. */
export function RationalisationList({ view, shown, ruleNames, mayDecide, firstOpen }: RationalisationListProps) {
  const t = useTranslations('rationalisation');
  const { counts, rows } = view;
  const total = rationalisationStatuses.reduce((sum, status) => sum + counts[status], 0);
  const rest = counts[shown] - rows.length;
  return (
    <>
      <PageTitle
        title={t('title', { count: total - counts.valid, total: String(total) })}
        sub={t('sub')}
        actions={
          <a className={styles['csv']} href="/api/export/rationalisation" download>
            CSV
          </a>
        }
      />
      <PriorityMix mix={view.mix} />
      <nav className={styles['pick']} aria-label={t('status')}>
        {rationalisationStatuses.map((status) => (
          <Link
            key={status}
            href={`/alarms/rationalisation?status=${status}`}
            aria-current={status === shown ? 'page' : undefined}
          >
            {t(`statuses.${status}`)} ({counts[status]})
          </Link>
        ))}
      </nav>
      {rows.length === 0 && <EmptyState title={t('emptyTitle')} hint={t(`emptyHint.${shown}`)} />}
      <ul className={styles['list']}>
        {rows.map((row) => (
          <Rule key={row.ruleId} row={row} ruleNames={ruleNames} mayDecide={mayDecide} isFirstOpen={row.ruleId === firstOpen} />
        ))}
      </ul>
      {rest > 0 && <p className={styles['quiet']}>{t('more', { count: rest })}</p>}
    </>
  );
}

interface RuleProps {
  readonly row: RationalisationRow;
  readonly ruleNames: RationalisationListProps['ruleNames'];
  readonly mayDecide: boolean;
  readonly isFirstOpen: boolean;
}

function Rule({ row, ruleNames, mayDecide, isFirstOpen }: RuleProps) {
  const t = useTranslations('rationalisation');
  const locale = useLocale();
  const [isOpen, setOpen] = useState(isFirstOpen && mayDecide);
  const [newest, ...earlier] = row.records;
  const within = row.respondWithinMinutes === null ? t('noTime') : t('within', { minutes: String(row.respondWithinMinutes) });
  return (
    <li className={styles['rule']} data-testid="rationalised-rule" data-status={row.status}>
      <div className={styles['head']}>
        <div>
          {row.path ? <Link href={row.path}>{row.name}</Link> : row.name}
          <span className={styles['quiet']}>
            {ruleNames[row.ruleType] ?? row.ruleType} · {priorityWords[row.priority][locale]} · {within}
          </span>
        </div>
        {mayDecide && !isOpen && (
          <Button variant="default" onClick={() => setOpen(true)} aria-label={t('decideOn', { name: row.name })}>
            {t('decide')}
          </Button>
        )}
      </div>
      {newest && <RationalisationRecord record={newest} />}
      {earlier.length > 0 && (
        <details>
          <summary className={styles['summary']}>{t('earlier', { count: earlier.length })}</summary>
          {earlier.map((record) => (
            <RationalisationRecord key={record.id} record={record} />
          ))}
        </details>
      )}
      {isOpen && <RationaliseForm row={row} onDone={() => setOpen(false)} />}
    </li>
  );
}
