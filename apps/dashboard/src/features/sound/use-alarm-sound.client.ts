'use client';
import type { Instant, Priority } from '@wachter/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useLiveStore } from '../../live/live-provider.client.tsx';
import { useLive, useLiveness } from '../../live/use-live.client.ts';
import { patterns } from './patterns.ts';
import { createPlayer, type Player } from './player.client.ts';
import { changeSound, useSoundSettings } from './settings.client.ts';
import type { Turn } from './turns.client.ts';
import { useSoundTurn } from './use-sound-turn.client.ts';
import { muteAt, type SoundSettings, whatSounds } from './what-sounds.ts';

/** What the page says of its sound. `asking`: the browser plays nothing before somebody pressed. `elsewhere`: another page of it sounds. */
export type SoundState =
  | { readonly kind: 'on' | 'off' | 'asking' | 'impossible' | 'elsewhere' }
  | { readonly kind: 'muted'; readonly until: Instant };

export interface AlarmSound {
  readonly state: SoundState;
  readonly settings: SoundSettings;
  /** What is heard now; null for silence. */
  readonly heard: Priority | null;
  readonly wake: () => void;
  readonly tryOut: () => void;
  readonly mute: (minutes: number) => void;
  readonly endMute: () => void;
}

type Leave = 'unknown' | 'given' | 'asked' | 'impossible';

/** Sounds the worst alarm that nobody acknowledged, again and again until somebody does, in one page of the browser. One per page. */
export function useAlarmSound(): AlarmSound {
  const settings = useSoundSettings();
  const live = useLiveStore();
  const { player, leave } = usePlayer();
  const wanted = useLive((state) => whatSounds(state.alarms.values(), settings, state.serverNow));
  const until = useLive((state) => muteAt(settings, state.serverNow)?.until ?? null);
  // A page that hears nothing new must not keep another one silent.
  const isLive = useLiveness().kind === 'live';
  const turn = useSoundTurn(leave === 'given' && settings.isOn && isLive);
  const heard = leave === 'given' && turn !== 'elsewhere' ? wanted : null;
  const { volume } = settings;
  useEffect(() => {
    if (!player || heard === null) return;
    const pattern = patterns[heard];
    const play = () => player.play(pattern, volume);
    play();
    const timer = setInterval(play, pattern.everySeconds * 1_000);
    return () => {
      clearInterval(timer);
      player.hush();
    };
  }, [player, heard, volume]);
  return {
    state: stateOf(settings, { leave, turn, until }),
    settings,
    heard,
    wake: useCallback(() => void player?.wake(), [player]),
    tryOut: useCallback(() => {
      void player?.wake().then(() => player.play(patterns.high, volume));
    }, [player, volume]),
    mute: useCallback(
      (minutes: number) => {
        const now = live.getState().serverNow;
        changeSound({ mute: { since: now, until: now + minutes * 60_000 } });
      },
      [live],
    ),
    endMute: () => changeSound({ mute: null }),
  };
}

interface Standing {
  readonly leave: Leave;
  readonly turn: Turn;
  readonly until: Instant | null;
}

function stateOf(settings: SoundSettings, { leave, turn, until }: Standing): SoundState {
  if (!settings.isOn) return { kind: 'off' };
  if (leave === 'impossible') return { kind: 'impossible' };
  if (leave === 'asked') return { kind: 'asking' };
  if (until !== null) return { kind: 'muted', until };
  return { kind: turn === 'elsewhere' ? 'elsewhere' : 'on' };
}

/** A player, and whether the browser lets it play: asked at the start, and given with the first press anywhere on the page. */
function usePlayer(): { readonly player: Player | null; readonly leave: Leave } {
  const [player, setPlayer] = useState<Player | null>(null);
  const [leave, setLeave] = useState<Leave>('unknown');
  const made = useRef<Player | null>(null);
  useEffect(() => {
    const look = () => setLeave(made.current?.mayPlay() ? 'given' : 'asked');
    made.current = createPlayer(look);
    setPlayer(made.current);
    if (!made.current) {
      setLeave('impossible');
      return;
    }
    look();
    const press = () => {
      if (!made.current?.mayPlay()) void made.current?.wake();
    };
    // Captured, so that a button sees the state that the person saw.
    window.addEventListener('click', press, { capture: true });
    window.addEventListener('keydown', press, { capture: true });
    return () => {
      window.removeEventListener('click', press, { capture: true });
      window.removeEventListener('keydown', press, { capture: true });
      made.current?.close();
      made.current = null;
    };
  }, []);
  return { player, leave };
}
