'use client';
import { Button } from '@mantine/core';
import type { Alarm } from '@wachter/core';
import { withheldWords } from '@wachter/core/alarm/words';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { TimeText } from '../../ui/time-text.client.tsx';
import { useAct } from '../../ui/use-act.client.ts';
import type { AlarmBackground } from './actions.ts';
import type { AlarmNames } from './alarm-rows.ts';
import styles from './alarms.module.css';
import { OutOfServiceForm } from './out-of-service-form.client.tsx';
import { ShelveForm } from './shelve-form.client.tsx';
import { bringBack } from './withhold-actions.ts';

interface WithholdAlarmProps {
  readonly alarm: Alarm;
  readonly names: AlarmNames;
  readonly background: AlarmBackground;
}

/** Whether an alarm is withheld, until when and why; the ways to put it aside, and back. */
export function WithholdAlarm({ alarm, names, background }: WithholdAlarmProps) {
  const t = useTranslations('withheld');
  const locale = useLocale();
  const [shown, setShown] = useState<'shelve' | 'out' | null>(null);
  const close = () => setShown(null);
  if (shown === 'out') return <OutOfServiceForm alarm={alarm} names={names} onDone={close} />;
  if (alarm.withheld !== 'none') return <WithheldNow alarm={alarm} background={background} />;
  if (shown === 'shelve') return <ShelveForm alarmId={alarm.id} mostHours={background.shelveMaxHours} onDone={close} />;
  return (
    <div className={styles['links']} data-testid="put-aside">
      {background.vital ? (
        <p className={styles['quiet']}>{background.vital[locale]}.</p>
      ) : (
        <Button variant="default" size="md" onClick={() => setShown('shelve')}>
          {t('shelve')}
        </Button>
      )}
      <Button variant="default" size="md" onClick={() => setShown('out')}>
        {t('takeOut')}
      </Button>
    </div>
  );
}

function WithheldNow({ alarm, background }: Omit<WithholdAlarmProps, 'names'>) {
  const t = useTranslations('withheld');
  const locale = useLocale();
  const { act, isBusy, problem } = useAct();
  const { withholding } = background;
  if (alarm.withheld === 'none') return null;
  return (
    <div className={styles['withheldNow']} data-testid="withheld-now">
      <p>
        <strong>{withheldWords[alarm.withheld][locale]}</strong>{' '}
        {alarm.withheldUntil !== null && <TimeText at={alarm.withheldUntil} />}
      </p>
      {withholding && (
        <>
          <p>“{withholding.reason}”</p>
          <p className={styles['quiet']}>
            {withholding.createdBy}
            {withholding.workOrder && ` · ${t('workOrder', { order: withholding.workOrder })}`}
          </p>
          <Button
            variant="default"
            size="md"
            loading={isBusy}
            onClick={() => act(() => bringBack(withholding.kind, withholding.id))}
          >
            {t('bringBack')}
          </Button>
        </>
      )}
      {problem && (
        <p className={styles['sending']} data-kind="failed" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
