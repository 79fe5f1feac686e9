'use client';
import type { Pattern } from './patterns.ts';

/** Makes sound in a browser, from nothing but oscillators. */
export interface Player {
  /** False until a person touched the page, in browsers that ask for it. */
  readonly mayPlay: () => boolean;
  /** To be called from a press of a person: asks the browser for leave to play. */
  readonly wake: () => Promise<void>;
  readonly play: (pattern: Pattern, volume: number) => void;
  /** Ends what is being played. */
  readonly hush: () => void;
  readonly close: () => void;
}

/** Rise and fall of a pulse: a bare edge clicks. */
const edgeSeconds = 0.02;

/** Null where the browser has no WebAudio. `onLeave` is called whenever leave to play may have changed. */
export function createPlayer(onLeave: () => void): Player | null {
  if (typeof AudioContext === 'undefined') return null;
  const audio = new AudioContext();
  let playing: readonly OscillatorNode[] = [];
  audio.addEventListener('statechange', onLeave);
  const hush = () => {
    for (const tone of playing) tone.stop();
    playing = [];
  };
  return {
    mayPlay: () => audio.state === 'running',
    wake: async () => {
      await audio.resume().catch(() => undefined);
      onLeave();
    },
    play: ({ tones }, volume) => {
      hush();
      const begin = audio.currentTime + edgeSeconds;
      playing = tones.map(({ hertz, startsAfterMs, lengthMs }) => {
        const from = begin + startsAfterMs / 1000;
        const to = from + lengthMs / 1000;
        const loudness = audio.createGain();
        loudness.gain.setValueAtTime(0, from);
        loudness.gain.linearRampToValueAtTime(volume, from + edgeSeconds);
        loudness.gain.setValueAtTime(volume, to - edgeSeconds);
        loudness.gain.linearRampToValueAtTime(0, to);
        const tone = audio.createOscillator();
        tone.type = 'triangle';
        tone.frequency.value = hertz;
        tone.connect(loudness).connect(audio.destination);
        tone.start(from);
        tone.stop(to);
        return tone;
      });
    },
    hush,
    close: () => {
      audio.removeEventListener('statechange', onLeave);
      void audio.close();
    },
  };
}
