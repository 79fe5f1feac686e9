'use client';
import type { DeviceState, DeviceStatus } from '@wachter/core';
import { useTranslations } from 'use-intl';
import { TimeText } from '../../ui/time-text.client.tsx';
import styles from './devices.module.css';

/** Approval and line of a device in words; hatched when it is not heard. */
export function DeviceCondition({ status, state }: { readonly status: DeviceStatus; readonly state: DeviceState | undefined }) {
  const t = useTranslations('devices');
  const line = state?.isOnline === true ? 'online' : state?.isOnline === false ? 'offline' : 'unheard';
  return (
    <span className={styles['condition']} data-line={line}>
      {status !== 'approved' && <b className={styles['status']}>{t(`status.${status}`)}</b>}
      {line === 'online' && t('online')}
      {line === 'unheard' && t('unheard')}
      {line === 'offline' && (
        <>
          {t.rich('offline', { time: '' })}
          <TimeText at={state?.onlineChangedAt ?? null} />
        </>
      )}
    </span>
  );
}
