'use client';
import { Switch } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useFlood } from '../../live/use-live.client.ts';
import { TimeText } from '../../ui/time-text.client.tsx';
import styles from './alarms.module.css';

interface FloodNoteProps {
  readonly isGrouped: boolean;
  readonly onGrouped: (isGrouped: boolean) => void;
}

/** Says that an alarm flood is on, and how the list is ordered; anybody may order it the other way. */
export function FloodNote({ isGrouped, onGrouped }: FloodNoteProps) {
  const t = useTranslations('alarms');
  const flood = useFlood();
  return (
    <div className={styles['flood']} data-flood={flood.since !== null}>
      {flood.since !== null && (
        <p role="status" data-testid="flood">
          <strong>▲ {t('flood', { count: flood.alarms })}</strong> <TimeText at={flood.since} />. {t('floodHint')}
        </p>
      )}
      <Switch
        size="md"
        label={t('byIncident')}
        checked={isGrouped}
        onChange={(event) => onGrouped(event.currentTarget.checked)}
      />
    </div>
  );
}
