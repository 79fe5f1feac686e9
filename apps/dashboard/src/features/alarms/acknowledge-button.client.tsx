'use client';
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { AlarmRow } from './alarm-rows.ts';
import styles from './alarms.module.css';
import type { Acknowledging, Sending } from './use-acknowledge.client.ts';

interface AcknowledgeButtonProps {
  readonly row: AlarmRow;
  readonly acknowledging: Acknowledging;
  /** Opens with the confirming step at once (the key `a`). */
  readonly isArmed?: boolean;
}

/** One press asks, the second acknowledges; between them a comment may be added. Says "sending" until the server answered. */
export function AcknowledgeButton({ row, acknowledging, isArmed = false }: AcknowledgeButtonProps) {
  const t = useTranslations('alarms');
  const [isAsking, setAsking] = useState(isArmed);
  const [comment, setComment] = useState('');
  const state = acknowledging.sending.get(row.id);
  const said = { alarmId: row.id, activation: row.activation };
  if (row.canReset) {
    return (
      <div className={styles['act']}>
        <p className={styles['quiet']}>{t('resetHint')}</p>
        <Button
          size="lg"
          fullWidth
          variant="default"
          loading={state?.kind === 'sending'}
          onClick={() => acknowledging.reset(said)}
        >
          {t('reset')}
        </Button>
        <SendingText state={state} />
      </div>
    );
  }
  if (!row.canAcknowledge) return <SendingText state={state} />;
  const press = () => {
    if (isAsking) void acknowledging.acknowledge([said], comment);
    else setAsking(true);
  };
  return (
    <div className={styles['act']}>
      {isAsking && (
        <Textarea
          label={t('comment')}
          description={t('commentHint')}
          maxLength={500}
          autosize
          minRows={1}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
      )}
      <Button
        size="lg"
        fullWidth
        variant={isAsking ? 'filled' : 'default'}
        loading={state?.kind === 'sending'}
        onClick={press}
        data-testid="acknowledge"
      >
        {isAsking ? t('confirm') : t('acknowledge')}
      </Button>
      {isAsking && (
        <Button size="md" fullWidth variant="subtle" color="gray" onClick={() => setAsking(false)}>
          {t('cancel')}
        </Button>
      )}
      <SendingText state={state} />
    </div>
  );
}

/** What happened to a word on its way. */
export function SendingText({ state }: { readonly state: Sending | undefined }) {
  const t = useTranslations('alarms');
  if (!state) return null;
  const text =
    state.kind === 'sending'
      ? t('sending')
      : state.kind === 'failed'
        ? t('notSent')
        : t(`outcome.${state.outcome.kind}`, { by: state.outcome.by ?? '', detail: state.outcome.detail ?? '' });
  return (
    <p className={styles['sending']} data-kind={state.kind} role="status">
      {text}
    </p>
  );
}
