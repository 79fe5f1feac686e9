'use client';
import type { Instant } from '@wachter/core';
import { useTranslations } from 'use-intl';
import { type AlarmSound, useAlarmSound } from './use-alarm-sound.client.ts';
import styles from './wall-sound.module.css';

/** One press at the wall: leave to play, silence for a while, sound again. */
const wallMuteMinutes = 5;

/** At the foot of the wall: nothing while alarms are heard; else that they are not. */
export function WallSound({ time }: { readonly time: (at: Instant) => string }) {
  const t = useTranslations('sound');
  const sound = useAlarmSound();
  const { state } = sound;
  if (state.kind === 'impossible' || state.kind === 'off') return <span data-testid="wall-sound">{t(`wall.${state.kind}`)}</span>;
  const words =
    state.kind === 'muted'
      ? t('wall.muted', { until: time(state.until).slice(0, 5) })
      : state.kind === 'asking'
        ? t('wall.asking')
        : state.kind === 'elsewhere'
          ? t('wall.elsewhere')
          : '♪';
  return (
    <button
      type="button"
      className={styles['press']}
      aria-label={words === '♪' ? t('on') : words}
      onClick={pressOf(sound)}
      data-testid="wall-sound"
    >
      {words}
    </button>
  );
}

function pressOf(sound: AlarmSound): () => void {
  if (sound.state.kind === 'muted') return sound.endMute;
  return sound.state.kind === 'asking' ? sound.wake : () => sound.mute(wallMuteMinutes);
}
