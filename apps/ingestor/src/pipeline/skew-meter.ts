import type { Instant } from '@wachter/core';

const SAMPLES = 9;
const STEADY_SAMPLES = 3;
const STEADY_SPREAD_MS = 2_000;
const STEADY_SPAN_MS = 3_000;

/**
 * Offset of a device's clock from ours, from the newest sample of each message. A wrong clock and a backlog look alike in one message.
 * They differ over several: the offset of a wrong clock stays, that of a backlog being sent shrinks with every message.
 */
export interface SkewMeter {
  readonly note: (observedAt: Instant, receivedAt: Instant) => void;
  /** Median of the last samples; null before the first. Positive = the device runs ahead. */
  readonly skewMs: () => number | null;
  /** Our own clock was set by so much, the device's was not. */
  readonly jumped: (ms: number) => void;
}

export function createSkewMeter(knownMs: number | null): SkewMeter {
  const offsets: number[] = [];
  const arrivals: number[] = [];
  let settled = knownMs;
  return {
    note: (observedAt, receivedAt) => {
      offsets.push(observedAt - receivedAt);
      arrivals.push(receivedAt);
      if (offsets.length > SAMPLES) {
        offsets.shift();
        arrivals.shift();
      }
      if (isSteady(offsets, arrivals))
        settled = median(offsets.filter((offset) => Math.abs(offset - (offsets.at(-1) ?? 0)) <= STEADY_SPREAD_MS));
    },
    skewMs: () => settled,
    jumped: (ms) => {
      for (const [index, offset] of offsets.entries()) offsets[index] = offset - ms;
      for (const [index, at] of arrivals.entries()) arrivals[index] = at + ms;
      if (settled !== null) settled -= ms;
    },
  };
}

function isSteady(offsets: readonly number[], arrivals: readonly number[]): boolean {
  const last = offsets.slice(-STEADY_SAMPLES);
  if (last.length < STEADY_SAMPLES) return false;
  const span = (arrivals.at(-1) ?? 0) - (arrivals.at(-STEADY_SAMPLES) ?? 0);
  return span >= STEADY_SPAN_MS && Math.max(...last) - Math.min(...last) <= STEADY_SPREAD_MS;
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.floor((sorted.length - 1) / 2)] ?? 0);
};
