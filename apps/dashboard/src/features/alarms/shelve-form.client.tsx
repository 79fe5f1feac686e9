'use client';
import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { useServerNow } from '../../live/use-live.client.ts';
import { formatTime } from '../../ui/format-time.ts';
import { useAct } from '../../ui/use-act.client.ts';
import styles from './alarms.module.css';
import { shelve } from './withhold-actions.ts';

/** Minutes offered; the longest allowed one is added where it is none of them. */
const presets = [15, 60, 240, 480, 1440];
const shortestReason = 3;

interface ShelveFormProps {
  readonly alarmId: string;
  readonly mostHours: number;
  readonly onDone: () => void;
}

/** Puts an alarm aside for a while: a reason, an end, and never longer than its priority allows. */
export function ShelveForm({ alarmId, mostHours, onDone }: ShelveFormProps) {
  const t = useTranslations('withheld');
  const locale = useLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  const now = useServerNow();
  const { act, isBusy, problem } = useAct();
  const [reason, setReason] = useState('');
  const [minutes, setMinutes] = useState(Math.min(60, mostHours * 60));
  const [isAsked, setAsked] = useState(false);
  const allowed = [...new Set([...presets.filter((one) => one < mostHours * 60), mostHours * 60])];
  const isShort = reason.trim().length < shortestReason;
  const until = formatTime(now + minutes * 60_000, 'moment', { locale, timeZone }, now);
  const send = async () => {
    setAsked(true);
    if (isShort) return;
    if (await act(() => shelve({ alarmId, reason, minutes }))) onDone();
  };
  return (
    <div className={styles['act']} data-testid="shelve-form">
      <Textarea
        label={t('reason')}
        description={t('reasonHint')}
        error={isAsked && isShort ? t('reasonShort') : null}
        maxLength={500}
        autosize
        minRows={1}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <fieldset className={styles['howLong']}>
        <legend>{t('howLong')}</legend>
        <SegmentedControl
          fullWidth
          size="md"
          value={String(minutes)}
          onChange={(chosen) => setMinutes(Number(chosen))}
          data={allowed.map((one) => ({
            value: String(one),
            label: one < 60 || one % 60 !== 0 ? t('minutes', { minutes: String(one) }) : t('hours', { hours: one / 60 }),
          }))}
        />
        <p className={styles['quiet']}>
          {t('most', { hours: String(mostHours) })} {t('shelveHint')}
        </p>
      </fieldset>
      {problem && (
        <p className={styles['sending']} data-kind="failed" role="alert">
          {problem}
        </p>
      )}
      <Button size="lg" fullWidth loading={isBusy} onClick={send} data-testid="shelve-now">
        {t('shelveNow', { at: until })}
      </Button>
      <Button size="md" fullWidth variant="subtle" color="gray" onClick={onDone}>
        {t('cancel')}
      </Button>
    </div>
  );
}
