import type { Priority } from '@wachter/core';

/** One pulse of a pattern: pitch, start after the pattern's begin, and length. */
export interface Tone {
  readonly hertz: number;
  readonly startsAfterMs: number;
  readonly lengthMs: number;
}

export interface Pattern {
  readonly tones: readonly Tone[];
  /** From begin to begin while it repeats. */
  readonly everySeconds: number;
}

/** Pulses of one length with equal rests. */
const pulses = (pitches: readonly number[], lengthMs: number, restMs: number): readonly Tone[] =>
  pitches.map((hertz, index) => ({ hertz, startsAfterMs: index * (lengthMs + restMs), lengthMs }));

/** More pulses, higher and sooner again, the more it matters: to be told apart without looking, and by ears that hear one pitch badly. */
export const patterns: Readonly<Record<Priority, Pattern>> = {
  critical: { tones: pulses([988, 784, 988, 784, 988], 170, 70), everySeconds: 3 },
  high: { tones: pulses([784, 784, 988], 200, 110), everySeconds: 6 },
  medium: { tones: pulses([659, 523], 240, 160), everySeconds: 15 },
  low: { tones: pulses([523], 320, 0), everySeconds: 30 },
};
