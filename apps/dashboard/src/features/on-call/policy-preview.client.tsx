'use client';
import { Button, NativeSelect } from '@mantine/core';
import type { EscalationPolicy, Priority } from '@wachter/core';
import { priorityWords } from '@wachter/core/alarm/words';
import { priorities } from '@wachter/core/quantity/define';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import parts from '../../ui/parts.module.css';
import { useAct } from '../../ui/use-act.client.ts';
import { previewTold } from './actions.ts';
import styles from './on-call.module.css';
import type { PreviewEntry } from './view.ts';

interface PolicyPreviewProps {
  readonly siteId: string;
  /** Null: the one that holds. */
  readonly policy: EscalationPolicy | null;
}

type Preview = Readonly<Record<Priority, readonly PreviewEntry[]>>;

/** Who would be told now, and in the hour after, of an alarm that nobody acknowledges. Asked of the server, which knows who has duty. */
export function PolicyPreview({ siteId, policy }: PolicyPreviewProps) {
  const t = useTranslations('onCall');
  const locale = useLocale();
  const { act, isBusy, problem } = useAct();
  const [priority, setPriority] = useState<Priority>('critical');
  const [seen, setSeen] = useState<{ readonly of: string; readonly preview: Preview } | null>(null);
  const of = JSON.stringify(policy);
  const look = async () => {
    const found = await act(() => previewTold({ siteId, ...(policy ? { policy } : {}) }));
    if (found) setSeen({ of, preview: found.value });
  };
  // What was asked of other steps than those shown is not shown.
  const preview = seen?.of === of ? seen.preview : null;
  return (
    <section className={styles['preview']} data-testid="preview">
      <div className={parts['row']}>
        <NativeSelect
          label={t('previewOf')}
          value={priority}
          data={priorities.map((value) => ({ value, label: priorityWords[value][locale] }))}
          onChange={(event) => setPriority(priorities.find((one) => one === event.currentTarget.value) ?? 'critical')}
        />
        <Button variant="default" size="md" loading={isBusy} onClick={look}>
          {t('previewNow')}
        </Button>
        {problem && <span role="alert">{problem}</span>}
      </div>
      {preview && <Told entries={preview[priority]} />}
    </section>
  );
}

function Told({ entries }: { readonly entries: readonly PreviewEntry[] }) {
  const t = useTranslations('onCall');
  if (entries.length === 0) return <p>{t('nobodyTold')}</p>;
  return (
    <ol className={parts['plain']}>
      {entries.map(({ minute, isRepeat, told }, index) => (
        <li
          key={`${minute} ${isRepeat} ${entries[index - 1]?.minute}`}
          className={parts['line']}
          data-warns={told.every(({ channels }) => channels.length === 0)}
        >
          <span className={styles['minute']}>
            {minute === 0 ? t('now') : t('afterShort', { count: String(minute) })}
            {isRepeat && <span className={parts['quiet']}> {t('again')}</span>}
          </span>
          <span className={parts['grow']}>
            {told.length === 0 && <b>⚠ {t('nobody')}</b>}
            {told.map(({ person, channels }) => (
              <div key={`${person} ${channels.join()}`}>
                <strong>{person ?? t('group')}</strong>{' '}
                {channels.length === 0 ? (
                  <b>⚠ {t('isUnreachable')}</b>
                ) : (
                  <span className={parts['quiet']}>{channels.join(' → ')}</span>
                )}
              </div>
            ))}
          </span>
        </li>
      ))}
    </ol>
  );
}
