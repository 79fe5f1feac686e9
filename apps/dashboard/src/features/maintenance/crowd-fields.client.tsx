'use client';
import { NumberInput } from '@mantine/core';
import type { AlarmSettings } from '@wachter/core';
import { useTranslations } from 'use-intl';
import styles from './maintenance.module.css';

export type CrowdSettings = Pick<AlarmSettings, 'chatter' | 'flood'>;

const isBetween = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

/** Are these numbers that the server takes? */
export const isCrowd = ({ chatter, flood }: CrowdSettings): boolean =>
  isBetween(chatter.transitions, 3, 20) &&
  isBetween(chatter.withinSeconds, 10, 3600) &&
  isBetween(flood.startsAbove, 1, 1000) &&
  isBetween(flood.endsBelow, 1, flood.startsAbove) &&
  isBetween(flood.withinMinutes, 1, 60);

interface CrowdFieldsProps {
  readonly settings: CrowdSettings;
  readonly isDisabled: boolean;
  readonly onChange: (settings: CrowdSettings) => void;
}

/** When an alarm chatters, and when alarms are a flood. */
export function CrowdFields({ settings, isDisabled, onChange }: CrowdFieldsProps) {
  const t = useTranslations('maintenance');
  const { chatter, flood } = settings;
  const field = (
    label: string,
    shown: { readonly value: number; readonly error: string | null; readonly set: (value: number) => void },
  ) => (
    <NumberInput
      label={label}
      allowDecimal={false}
      disabled={isDisabled}
      value={shown.value}
      error={shown.error}
      onChange={(value) => shown.set(Number(value))}
    />
  );
  const wrong = (value: number, least: number, most: number) =>
    isBetween(value, least, most) ? null : t('wholeNumber', { least: String(least), most: String(most) });
  return (
    <>
      <fieldset className={styles['priority']}>
        <legend>{t('chatterTitle')}</legend>
        <p className={styles['quiet']}>{t('chatterHint')}</p>
        {field(t('chatterTransitions'), {
          value: chatter.transitions,
          error: wrong(chatter.transitions, 3, 20),
          set: (transitions) => onChange({ flood, chatter: { ...chatter, transitions } }),
        })}
        {field(t('chatterWithin'), {
          value: chatter.withinSeconds,
          error: wrong(chatter.withinSeconds, 10, 3600),
          set: (withinSeconds) => onChange({ flood, chatter: { ...chatter, withinSeconds } }),
        })}
      </fieldset>
      <fieldset className={styles['priority']}>
        <legend>{t('floodTitle')}</legend>
        <p className={styles['quiet']}>{t('floodHint')}</p>
        {field(t('floodStarts'), {
          value: flood.startsAbove,
          error: wrong(flood.startsAbove, 1, 1000),
          set: (startsAbove) => onChange({ chatter, flood: { ...flood, startsAbove } }),
        })}
        {field(t('floodEnds'), {
          value: flood.endsBelow,
          error: wrong(flood.endsBelow, 1, flood.startsAbove),
          set: (endsBelow) => onChange({ chatter, flood: { ...flood, endsBelow } }),
        })}
        {field(t('floodWithin'), {
          value: flood.withinMinutes,
          error: wrong(flood.withinMinutes, 1, 60),
          set: (withinMinutes) => onChange({ chatter, flood: { ...flood, withinMinutes } }),
        })}
      </fieldset>
    </>
  );
}
