'use client';
import { priorities } from '@wachter/core/quantity/define';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { firstSettings, type SoundSettings } from './what-sounds.ts';

const key = 'wachter-sound';
const chosen = createStore<SoundSettings>(() => firstSettings);

/** What another version of the page, or a person, left in the browser; each part that is not usable is as at first. */
export function settingsIn(text: string | null): SoundSettings {
  const found = parsed(text);
  const { isOn, volume, least, mute } = found;
  return {
    isOn: typeof isOn === 'boolean' ? isOn : firstSettings.isOn,
    volume: typeof volume === 'number' && volume >= 0 && volume <= 1 ? volume : firstSettings.volume,
    least: priorities.find((priority) => priority === least) ?? firstSettings.least,
    mute: isMute(mute) ? { since: mute.since, until: mute.until } : null,
  };
}

function parsed(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const found: unknown = JSON.parse(text ?? '{}');
    return typeof found === 'object' && found !== null ? { ...found } : {};
  } catch {
    return {};
  }
}

const isMute = (mute: unknown): mute is { readonly since: number; readonly until: number } =>
  typeof mute === 'object' &&
  mute !== null &&
  'since' in mute &&
  'until' in mute &&
  typeof mute.since === 'number' &&
  typeof mute.until === 'number';

/** Changes settings of this browser, in every page that is open in it. A browser that keeps nothing keeps them until the page closes. */
export function changeSound(change: Partial<SoundSettings>): void {
  chosen.setState(change);
  try {
    localStorage.setItem(key, JSON.stringify(chosen.getState()));
  } catch {
    // Storage may be full or forbidden; the choice holds for this page.
  }
}

function read(): void {
  try {
    chosen.setState(settingsIn(localStorage.getItem(key)));
  } catch {
    // Forbidden storage: as at first.
  }
}

/** Settings of this browser; as at first until the page has looked. */
export function useSoundSettings(): SoundSettings {
  useEffect(() => {
    read();
    const changed = (event: StorageEvent) => {
      if (event.key === key) read();
    };
    window.addEventListener('storage', changed);
    return () => window.removeEventListener('storage', changed);
  }, []);
  return useStore(chosen);
}
