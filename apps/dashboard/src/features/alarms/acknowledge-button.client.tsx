'use client';
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { AlarmRow } from './alarm-rows.ts';
import styles from './alarms.module.css';
import type { AlarmActs, Sending } from './use-acknowledge.client.ts';

export interface AcknowledgeButtonProps {
  readonly row: AlarmRow;
  readonly acts: AlarmActs;
  readonly sending: Sending | undefined;
  /** The comment being written; undefined before the first press. */
  readonly draft: string | undefined;
}

/** One press asks, the second acknowledges; between them a comment may be added. Says "sending" until the server answered. */
export function AcknowledgeButton({ row, acts, sending, draft }: AcknowledgeButtonProps) {
  if (row.canReset) return <ResetButton row={row} acts={acts} sending={sending} />;
  if (!row.canAcknowledge) return <SendingText state={sending} />;
  return <AcknowledgeForm row={row} acts={acts} sending={sending} draft={draft} />;
}

function AcknowledgeForm({ row, acts, sending, draft }: AcknowledgeButtonProps) {
  const t = useTranslations('alarms');
  const duty = useTranslations('withheld');
  const [isPressed, setPressed] = useState(false);
  const isAsking = draft !== undefined;
  const isMissing = row.needsComment && !draft?.trim();
  const isLost = sending?.kind === 'failed' || sending?.kind === 'unanswered';
  const press = () => {
    setPressed(isAsking);
    if (isAsking && isMissing) return;
    if (isAsking) void acts.acknowledge([{ alarmId: row.id, activation: row.activation }], draft);
    else acts.write(row.id);
  };
  return (
    <div className={styles['act']}>
      {isAsking && (
        <Textarea
          label={row.needsComment ? duty('commentNeeded') : t('comment')}
          description={t('commentHint')}
          error={isPressed && isMissing ? duty('commentMissing') : null}
          maxLength={500}
          autosize
          minRows={1}
          value={draft}
          onChange={(event) => acts.write(row.id, event.currentTarget.value)}
        />
      )}
      <SendingText state={sending} />
      <Button
        size="lg"
        fullWidth
        variant={isAsking ? 'filled' : 'default'}
        loading={sending?.kind === 'sending'}
        onClick={press}
        data-testid="acknowledge"
      >
        {isAsking ? t(isLost ? 'tryAgain' : 'confirm') : t('acknowledge')}
      </Button>
      {isAsking && (
        <Button size="md" fullWidth variant="subtle" color="gray" onClick={() => acts.cancel(row.id)}>
          {t('cancel')}
        </Button>
      )}
    </div>
  );
}

function ResetButton({ row, acts, sending }: Omit<AcknowledgeButtonProps, 'draft'>) {
  const t = useTranslations('alarms');
  return (
    <div className={styles['act']}>
      <p className={styles['quiet']}>{t('resetHint')}</p>
      <Button
        size="lg"
        fullWidth
        variant="default"
        loading={sending?.kind === 'sending'}
        onClick={() => acts.reset({ alarmId: row.id, activation: row.activation })}
      >
        {t('reset')}
      </Button>
      <SendingText state={sending} />
    </div>
  );
}

/** What happened to a word on its way. */
export function SendingText({ state }: { readonly state: Sending | undefined }) {
  const t = useTranslations('alarms');
  if (!state) return null;
  const text =
    state.kind === 'refused'
      ? t(`outcome.${state.outcome.kind}`, { by: state.outcome.by ?? '', detail: state.outcome.detail ?? '' })
      : t(state.kind);
  return (
    <p className={styles['sending']} data-kind={state.kind} role="status">
      {text}
    </p>
  );
}
