'use client';
import type { Priority } from '@wachter/core';
import { priorityWords } from '@wachter/core/alarm/words';
import { useLocale, useTranslations } from 'use-intl';
import styles from './alarm-mark.module.css';

/** Shape and number of a priority: never colour alone. */
export const priorityMarks: Readonly<Record<Priority, string>> = { critical: '◆1', high: '▲2', medium: '■3', low: '●4' };

interface AlarmMarkProps {
  readonly priority: Priority;
  /** Filled and pulsing while nobody has acknowledged, outline afterwards. */
  readonly isAcknowledged: boolean;
  /** Also the word of the priority, where there is room. */
  readonly withWord?: boolean;
}

export function AlarmMark({ priority, isAcknowledged, withWord = false }: AlarmMarkProps) {
  const locale = useLocale();
  const t = useTranslations('live');
  const word = priorityWords[priority][locale];
  return (
    <span className={styles['mark']} data-priority={priority} data-acknowledged={isAcknowledged}>
      <span aria-hidden="true">{priorityMarks[priority]}</span>
      {withWord && <span aria-hidden="true"> {word}</span>}
      <span className="visually-hidden">
        {word}, {isAcknowledged ? t('acknowledged') : t('unacknowledged')}
      </span>
    </span>
  );
}
