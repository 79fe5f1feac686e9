'use client';
import type { DeviceState, DeviceStatus } from '@wachter/core';
import { useTranslations } from 'use-intl';
import { TimeText } from '../../ui/time-text.client.tsx';
import styles from './devices.module.css';

/** How a device stands on its line. `heard`: it says nothing of its line, but it speaks. */
export function lineOf(state: DeviceState | undefined): 'online' | 'offline' | 'heard' | 'unheard' {
  if (state?.isOnline === true) return 'online';
  if (state?.isOnline === false) return 'offline';
  return state?.lastSeenAt ? 'heard' : 'unheard';
}

/** Approval and line of a device in words; hatched when it is not heard. */
export function DeviceCondition({ status, state }: { readonly status: DeviceStatus; readonly state: DeviceState | undefined }) {
  const t = useTranslations('devices');
  const line = lineOf(state);
  return (
    <span className={styles['condition']} data-line={line}>
      {status !== 'approved' && <b className={styles['status']}>{t(`status.${status}`)}</b>}
      {line === 'online' && t('online')}
      {line === 'heard' && t('speaks')}
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
