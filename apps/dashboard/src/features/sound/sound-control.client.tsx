'use client';
import { IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { priorityWords } from '@wachter/core/alarm/words';
import { priorities } from '@wachter/core/quantity/define';
import { useId } from 'react';
import { useLocale, useTimeZone, useTranslations } from 'use-intl';
import { formatTime } from '../../ui/format-time.ts';
import { changeSound } from './settings.client.ts';
import styles from './sound.module.css';
import { type AlarmSound, useAlarmSound } from './use-alarm-sound.client.ts';
import { muteMinutes } from './what-sounds.ts';

/** In the frame of every desk and phone page: whether alarms are heard here, and the means to change it. */
export function SoundControl() {
  const t = useTranslations('sound');
  const locale = useLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  const sound = useAlarmSound();
  const { state } = sound;
  const until = state.kind === 'muted' ? formatTime(state.until, 'clock', { locale, timeZone }) : '';
  const Icon = state.kind === 'on' || state.kind === 'elsewhere' ? IconVolume : IconVolumeOff;
  return (
    <details className={styles['sound']} data-state={state.kind} data-heard={sound.heard ?? 'nothing'} data-testid="sound">
      <summary aria-label={t(state.kind, { until })}>
        <Icon size={20} aria-hidden="true" />
        <span className={styles['long']}>{state.kind === 'on' ? '' : t(state.kind, { until })}</span>
        <span className={styles['short']}>{t(`short.${state.kind}`, { until })}</span>
      </summary>
      <SoundMenu sound={sound} />
    </details>
  );
}

function SoundMenu({ sound }: { readonly sound: AlarmSound }) {
  const t = useTranslations('sound');
  const locale = useLocale();
  const id = useId();
  const { settings, state } = sound;
  return (
    <div className={styles['menu']}>
      <label className={styles['wide']}>
        <input
          type="checkbox"
          checked={settings.isOn}
          onChange={(event) => changeSound({ isOn: event.currentTarget.checked, mute: null })}
        />
        {t('play')}
      </label>
      <label htmlFor={`${id}-least`}>{t('least')}</label>
      <select
        id={`${id}-least`}
        value={settings.least}
        onChange={(event) => changeSound({ least: priorities.find((one) => one === event.currentTarget.value) ?? 'low' })}
      >
        {priorities.map((priority) => (
          <option key={priority} value={priority}>
            {priorityWords[priority][locale]}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-volume`}>{t('volume')}</label>
      <input
        id={`${id}-volume`}
        type="range"
        min={0.1}
        max={1}
        step={0.1}
        value={settings.volume}
        onChange={(event) => changeSound({ volume: event.currentTarget.valueAsNumber })}
      />
      <button type="button" className={styles['wide']} onClick={sound.tryOut}>
        {t('tryOut')}
      </button>
      {state.kind === 'muted' ? (
        <button type="button" className={styles['wide']} onClick={sound.endMute}>
          {t('endMute')}
        </button>
      ) : (
        <div className={styles['mute']}>
          <span>{t('mute')}</span>
          {muteMinutes.map((minutes) => (
            <button key={minutes} type="button" onClick={() => sound.mute(minutes)}>
              {t('minutes', { minutes: String(minutes) })}
            </button>
          ))}
        </div>
      )}
      <p className={styles['wide']}>{t('muteHint')}</p>
    </div>
  );
}
