'use client';
import { Checkbox } from '@mantine/core';
import { stateWords } from '@wachter/core/alarm/words';
import { useLocale, useTranslations } from 'use-intl';
import { AlarmMark } from '../../ui/alarm-mark.client.tsx';
import { AgoText, TimeText } from '../../ui/time-text.client.tsx';
import { AcknowledgeButton, SendingText } from './acknowledge-button.client.tsx';
import type { AlarmRow } from './alarm-rows.ts';
import styles from './alarms.module.css';
import type { Acknowledging } from './use-acknowledge.client.ts';

interface AlarmLineProps {
  readonly row: AlarmRow;
  readonly isOpen: boolean;
  readonly isCursor: boolean;
  readonly isSelected: boolean;
  readonly mayAcknowledge: boolean;
  readonly acknowledging: Acknowledging;
  readonly onOpen: () => void;
  readonly onSelect: (isSelected: boolean) => void;
}

/** One alarm in the list: mark, place, sentence, age, state; the button where a thumb is. */
export function AlarmLine(props: AlarmLineProps) {
  const { row, isOpen, isCursor, isSelected, mayAcknowledge, acknowledging, onOpen, onSelect } = props;
  const t = useTranslations('alarms');
  const locale = useLocale();
  const canAct = mayAcknowledge && (row.canAcknowledge || row.canReset);
  return (
    <li
      className={styles['line']}
      data-priority={row.priority}
      data-open={isOpen}
      data-cursor={isCursor}
      data-state={row.state}
      data-testid="alarm-line"
    >
      {mayAcknowledge && (
        <Checkbox
          className={styles['check']}
          size="md"
          checked={isSelected}
          disabled={!row.canAcknowledge}
          aria-label={t('select', { what: row.sentence })}
          onChange={(event) => onSelect(event.currentTarget.checked)}
        />
      )}
      <button type="button" className={styles['say']} aria-expanded={isOpen} onClick={onOpen}>
        <span className={styles['first']}>
          <AlarmMark priority={row.priority} isAcknowledged={!row.canAcknowledge} />
          <strong>{row.place}</strong>
          <AgoText at={row.activatedAt} className={styles['quiet']} />
        </span>
        <span className={styles['sentence']}>{row.sentence}</span>
        <span className={styles['quiet']}>
          {stateWords[row.state][locale]}
          {row.acknowledgedBy && !row.canAcknowledge && ` · ${t('ackBy', { name: row.acknowledgedBy })}`}
          {row.clearedAt !== null && (
            <>
              {' · '}
              {t('cleared')} <TimeText at={row.clearedAt} />
            </>
          )}
          {row.isLate && ` · ${t('late')}`}
        </span>
      </button>
      <div className={styles['lineAct']}>
        {canAct ? (
          <AcknowledgeButton row={row} acknowledging={acknowledging} />
        ) : (
          <SendingText state={acknowledging.sending.get(row.id)} />
        )}
      </div>
    </li>
  );
}
