'use client';
import type { Words } from '@wachter/core/quantity/define';
import { useLocale, useTranslations } from 'use-intl';
import { PageTitle } from '../../ui/page-title.tsx';
import parts from '../../ui/parts.module.css';
import { EmptyState } from '../../ui/state-message.tsx';
import { Tile } from '../../ui/tile.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import styles from './backups.module.css';

interface Row {
  readonly id: string;
  readonly kind: 'base' | 'verify';
  readonly place: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly problem: string | null;
  readonly facts: Readonly<Record<string, number>>;
}

interface Place {
  readonly place: string;
  readonly reachedAt: number | null;
  readonly waiting: number;
  readonly problem: string | null;
}

interface BackupsViewProps {
  readonly list: {
    readonly rows: readonly Row[];
    readonly places: readonly Place[];
    readonly newestBaseAt: number | null;
    readonly newestVerifiedAt: number | null;
    /** Null where nobody makes backups from here. */
    readonly problems: readonly Words[] | null;
  };
}

const megabyte = 1_048_576;

/** Whether what was measured would survive the loss of this machine: places, base backups, and restores that were tried. */
export function BackupsView({ list }: BackupsViewProps) {
  const t = useTranslations('backups');
  const locale = useLocale();
  if (list.problems === null) return <EmptyState title={t('noneTitle')} hint={t('noneHint')} />;
  return (
    <>
      <PageTitle title={t('title', { count: list.problems.length })} sub={t('sub')} />
      {list.problems.length > 0 && (
        <ul className={styles['problems']}>
          {list.problems.map((problem) => (
            <li key={problem.en}>{problem[locale]}</li>
          ))}
        </ul>
      )}
      <Tile as="section">
        <h2 className={parts['heading']}>{t('places')}</h2>
        <ul className={styles['list']}>
          {list.places.map(({ place, reachedAt, waiting, problem }) => (
            <li key={place} data-failed={problem !== null}>
              <strong>{place}</strong>
              <span>
                {t('reached')} <TimeText at={reachedAt} style="full" />
              </span>
              {problem !== null && <span>{t('waits', { count: waiting, problem })}</span>}
            </li>
          ))}
        </ul>
      </Tile>
      <Tile as="section">
        <h2 className={parts['heading']}>{t('rows')}</h2>
        {list.rows.length === 0 && <p>{t('soon')}</p>}
        <ul className={styles['list']}>
          {list.rows.map((row) => (
            <BackupLine key={row.id} row={row} />
          ))}
        </ul>
      </Tile>
    </>
  );
}

function BackupLine({ row }: { readonly row: Row }) {
  const t = useTranslations('backups');
  const { kind, place, facts, problem, startedAt, endedAt } = row;
  const newest = facts['newestReadingAt'];
  return (
    <li data-failed={problem !== null}>
      <TimeText at={endedAt} style="full" />
      <strong>{t(kind)}</strong>
      <span>{place}</span>
      {problem !== null && <span>{problem}</span>}
      {problem === null && kind === 'base' && (
        <span>
          {t('size', {
            size: String(Math.round((facts['bytes'] ?? 0) / megabyte)),
            seconds: String(Math.round((endedAt - startedAt) / 1000)),
          })}
        </span>
      )}
      {problem === null && kind === 'verify' && (
        <span>
          {t('found', {
            readings: String(facts['rows.reading'] ?? 0),
            acts: String(facts['auditRecords'] ?? 0),
            alarms: String(facts['rows.alarm'] ?? 0),
          })}
          {newest !== undefined && (
            <>
              {' '}
              {t('newest')} <TimeText at={newest} style="full" />
            </>
          )}
        </span>
      )}
    </li>
  );
}
