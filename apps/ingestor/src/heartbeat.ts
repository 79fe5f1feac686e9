import type { Instant } from '@wachter/core';
import type { IngestBatch } from '@wachter/services';

/** Readings stored in the last minute, by second. */
export interface MinuteMeter {
  readonly add: (now: Instant, count: number) => void;
  readonly total: (now: Instant) => number;
}

export function createMinuteMeter(): MinuteMeter {
  const counts = new Array<number>(60).fill(0);
  const seconds = new Array<number>(60).fill(-1);
  return {
    add: (now, count) => {
      const second = Math.floor(now / 1000);
      const slot = ((second % 60) + 60) % 60;
      if (seconds[slot] !== second) counts[slot] = 0;
      seconds[slot] = second;
      counts[slot] = (counts[slot] ?? 0) + count;
    },
    total: (now) => {
      const second = Math.floor(now / 1000);
      let sum = 0;
      for (let slot = 0; slot < 60; slot++) {
        const age = second - (seconds[slot] ?? -1);
        if (age >= 0 && age < 60) sum += counts[slot] ?? 0;
      }
      return sum;
    },
  };
}

export type Heartbeat = NonNullable<IngestBatch['heartbeat']>;
