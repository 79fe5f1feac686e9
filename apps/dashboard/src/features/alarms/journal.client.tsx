'use client';
import type { JournalLine } from '@wachter/core/alarm/journal';
import Link from 'next/link';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { PageTitle } from '../../ui/page-title.tsx';
import { EmptyState } from '../../ui/state-message.tsx';
import type { AlarmModel } from './alarm-model.ts';
import styles from './journal.module.css';
import { type JournalField, type JournalFilter, journalSearch } from './journal-filter.ts';
import { JournalForm } from './journal-form.client.tsx';
import { JournalRow } from './journal-row.client.tsx';
import { useListKeys } from './use-list-keys.client.ts';

interface JournalProps {
  readonly model: AlarmModel;
  readonly filter: JournalFilter;
  readonly problems: readonly JournalField[];
  readonly rules: readonly { readonly value: string; readonly label: string }[];
  readonly lines: readonly JournalLine[];
  readonly next: string | null;
  readonly isFirst: boolean;
  /** Address of the same rows as a file; null where there is none for this person. */
  readonly exportAddress: string | null;
}

/** Every transition of every alarm: when it was true and when written, who, from where, and why. */
export function Journal({ model, filter, problems, rules, lines, next, isFirst, exportAddress }: JournalProps) {
  const t = useTranslations('journal');
  const list = useRef<HTMLUListElement>(null);
  const isFiltered = journalSearch(filter) !== '';
  useListKeys({ onMove: (by) => moveFocus(list.current, by) });
  return (
    <>
      <PageTitle
        title={problems.length > 0 ? t('titleWrong') : t('title', { count: lines.length })}
        sub={<span className={styles['keys']}>{t('keys')}</span>}
        actions={
          exportAddress && (
            <a href={exportAddress} download className={styles['file']}>
              {t('csv')}
            </a>
          )
        }
      />
      <JournalForm model={model} filter={filter} problems={problems} rules={rules} />
      {problems.length === 0 && lines.length === 0 && (
        <EmptyState title={t(isFiltered ? 'filteredTitle' : 'emptyTitle')} hint={t(isFiltered ? 'filteredHint' : 'emptyHint')} />
      )}
      <ul className={styles['list']} ref={list}>
        {lines.map((line) => (
          <JournalRow
            key={line.id}
            line={line}
            model={model}
            rule={rules.find((rule) => rule.value === line.ruleType)?.label ?? line.ruleType}
          />
        ))}
      </ul>
      <p className={styles['pages']}>
        {!isFirst && <Link href={`/alarms/journal${journalSearch(filter)}`}>← {t('newest')}</Link>}
        {next && <Link href={`/alarms/journal${journalSearch(filter, next)}`}>{t('older')} →</Link>}
      </p>
    </>
  );
}

/** Moves the focus to the link of the next row, or the one before; Enter then is the link's own. */
function moveFocus(list: HTMLElement | null, by: 1 | -1): void {
  const links = [...(list?.querySelectorAll('a') ?? [])];
  const at = links.findIndex((link) => link.matches(':focus'));
  links[at === -1 ? 0 : Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
}
