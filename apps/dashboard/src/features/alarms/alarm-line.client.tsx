'use client';
import { Checkbox } from '@mantine/core';
import { remarkWords, stateWords } from '@wachter/core/alarm/words';
import { memo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { AlarmMark } from '../../ui/alarm-mark.client.tsx';
import { AgoText, TimeText } from '../../ui/time-text.client.tsx';
import { AcknowledgeButton, SendingText } from './acknowledge-button.client.tsx';
import type { AlarmRow } from './alarm-rows.ts';
import styles from './alarms.module.css';
import { Follows } from './follows.client.tsx';
import type { AlarmActs, Sending } from './use-acknowledge.client.ts';
import { useNear } from './use-near.client.ts';
import { useSwipe } from './use-swipe.client.ts';

export interface AlarmLineProps {
  readonly row: AlarmRow;
  /** So long after the first of its incident; null for one that leads or stands alone. */
  readonly followsMs: number | null;
  readonly isOpen: boolean;
  readonly isCursor: boolean;
  readonly isSelected: boolean;
  /** Among the first of the list: drawn at once. */
  readonly isFirst: boolean;
  readonly mayAcknowledge: boolean;
  readonly acts: AlarmActs;
  readonly sending: Sending | undefined;
  readonly draft: string | undefined;
  readonly onOpen: (id: string) => void;
  readonly onSelect: (id: string, isSelected: boolean) => void;
}

export const lineId = (alarmId: string): string => `alarm-${alarmId}`;

/** One alarm in the list: mark, place, sentence, age, state; the button where a thumb is. Drawn when it comes near the screen. */
export const AlarmLine = memo(function AlarmLine(props: AlarmLineProps) {
  const { row, isOpen, isCursor, isFirst, sending, draft } = props;
  const { ref, isNear, height } = useNear<HTMLLIElement>(isFirst);
  // What somebody is at stays, however far the list is scrolled.
  const isDrawn = isNear || isOpen || isCursor || sending !== undefined || draft !== undefined;
  return (
    <li
      ref={ref}
      id={lineId(row.id)}
      className={styles['line']}
      data-priority={row.priority}
      data-open={isOpen}
      data-cursor={isCursor}
      data-state={row.state}
      data-follows={props.followsMs !== null}
      data-testid="alarm-line"
      style={isDrawn || height === null ? undefined : { minHeight: height }}
    >
      {isDrawn ? <Line {...props} /> : null}
    </li>
  );
});

function Line(props: AlarmLineProps) {
  const { row, followsMs, isOpen, isSelected, mayAcknowledge, acts, sending, draft, onOpen, onSelect } = props;
  const t = useTranslations('alarms');
  const canAct = mayAcknowledge && (row.canAcknowledge || row.canReset);
  const swipe = useSwipe(canAct && row.canAcknowledge && sending?.kind !== 'sending', () => {
    if (draft === undefined) acts.write(row.id);
    else void acts.acknowledge([{ alarmId: row.id, activation: row.activation }], draft);
  });
  return (
    <>
      {mayAcknowledge && (
        <Checkbox
          className={styles['check']}
          size="md"
          checked={isSelected}
          disabled={!row.canAcknowledge}
          aria-label={t('select', { what: row.sentence })}
          onChange={(event) => onSelect(row.id, event.currentTarget.checked)}
        />
      )}
      <div className={styles['swipe']} {...swipe.handlers}>
        {swipe.pulled > 0 && (
          <span className={styles['swipeWord']} data-far={swipe.isFar} aria-hidden="true">
            {t(draft === undefined ? 'acknowledge' : 'swipeConfirm')} →
          </span>
        )}
        <button
          type="button"
          className={styles['say']}
          aria-expanded={isOpen}
          style={swipe.pulled > 0 ? { transform: `translateX(${swipe.pulled}px)` } : undefined}
          onClick={() => !swipe.wasSwiped.current && onOpen(row.id)}
        >
          <Sentence row={row} followsMs={followsMs} />
        </button>
      </div>
      <div>
        {canAct && !isOpen ? (
          <AcknowledgeButton row={row} acts={acts} sending={sending} draft={draft} />
        ) : (
          <SendingText state={sending} />
        )}
      </div>
    </>
  );
}

function Sentence({ row, followsMs }: Pick<AlarmLineProps, 'row' | 'followsMs'>) {
  const t = useTranslations('alarms');
  const locale = useLocale();
  return (
    <>
      <span className={styles['first']}>
        <AlarmMark priority={row.priority} isAcknowledged={!row.canAcknowledge} />
        <strong>{row.place}</strong>
        {followsMs !== null && <Follows ms={followsMs} />}
        <AgoText at={row.activatedAt} className={styles['quiet']} />
      </span>
      <span className={styles['sentence']}>{row.sentence}</span>
      {row.response && (
        <span className={styles['todo']} data-testid="alarm-response">
          → {row.respondWithinMinutes !== null && `${t('within', { minutes: String(row.respondWithinMinutes) })}: `}
          {row.response}
        </span>
      )}
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
        {row.remark && ` · ${remarkWords[row.remark][locale]}`}
      </span>
    </>
  );
}
