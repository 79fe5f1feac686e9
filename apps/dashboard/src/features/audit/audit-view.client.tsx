'use client';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { PageTitle } from '../../ui/page-title.tsx';
import { EmptyState } from '../../ui/state-message.tsx';
import { TimeText } from '../../ui/time-text.client.tsx';
import styles from './audit.module.css';
import { type AuditFilter, auditSearch } from './audit-filter.ts';
import { AuditForm } from './audit-form.client.tsx';
import type { ChangedField } from './changed-fields.ts';
import { VerifyTrail } from './verify-trail.client.tsx';

export interface AuditLine {
  readonly id: number;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly source: string | null;
  readonly changed: readonly ChangedField[];
}

interface AuditViewProps {
  readonly filter: AuditFilter;
  readonly lines: readonly AuditLine[];
  /** Id to go on before; null at the end. */
  readonly next: number | null;
  readonly isFirst: boolean;
}

/** Who did what to which thing, from where, and whether anybody changed that afterwards. */
export function AuditView({ filter, lines, next, isFirst }: AuditViewProps) {
  const t = useTranslations('audit');
  const isFiltered = auditSearch(filter) !== '';
  return (
    <>
      <PageTitle title={t('title', { count: lines.length })} sub={t('sub')} />
      <VerifyTrail />
      <AuditForm key={auditSearch(filter)} filter={filter} />
      {lines.length === 0 && (
        <EmptyState title={t(isFiltered ? 'filteredTitle' : 'emptyTitle')} hint={t(isFiltered ? 'filteredHint' : 'emptyHint')} />
      )}
      <ol className={styles['list']}>
        {lines.map((line) => (
          <AuditRow key={line.id} line={line} />
        ))}
      </ol>
      <p className={styles['pages']}>
        {!isFirst && <Link href={`/audit${auditSearch(filter)}`}>← {t('newest')}</Link>}
        {next !== null && <Link href={`/audit${auditSearch(filter, next)}`}>{t('older')} →</Link>}
      </p>
    </>
  );
}

function AuditRow({ line }: { readonly line: AuditLine }) {
  const t = useTranslations('audit');
  return (
    <li className={styles['row']}>
      <TimeText at={line.at} style="full" />
      <span>
        <strong>{line.actor}</strong>
        {line.source && <small>{line.source}</small>}
      </span>
      <span>
        <code>{line.action}</code>
      </span>
      <Link href={`/audit?objectKind=${encodeURIComponent(line.objectKind)}&objectId=${encodeURIComponent(line.objectId)}`}>
        {line.objectKind} <small>{line.objectId}</small>
      </Link>
      {line.changed.length > 0 && (
        <details className={styles['changed']}>
          <summary>{t('changed', { count: line.changed.length })}</summary>
          <dl>
            {line.changed.map(({ name, before, after }) => (
              <div key={name}>
                <dt>{name || t('whole')}</dt>
                <dd>
                  {before !== null && <del>{before}</del>} {after !== null && <ins>{after}</ins>}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </li>
  );
}
