import type { LimitLines } from '@wachter/core';

export interface LimitScale {
  /** Fraction 0 to 1 of a value on the bar, held inside it. */
  readonly at: (value: number) => number;
  readonly ticks: readonly { readonly kind: keyof LimitLines; readonly value: number; readonly at: number }[];
}

const kinds: readonly (keyof LimitLines)[] = ['lowCritical', 'lowWarning', 'highWarning', 'highCritical'];

/** A scale on which the limits lie well inside; null without limits. One limit alone gets as much room on both sides. */
export function limitScale(limits: LimitLines, value: number | null): LimitScale | null {
  const set = kinds.flatMap((kind) => {
    const limit = limits[kind];
    return limit === undefined ? [] : [{ kind, value: limit }];
  });
  if (set.length === 0) return null;
  const values = set.map((limit) => limit.value);
  const least = Math.min(...values);
  const most = Math.max(...values);
  const span = most > least ? most - least : Math.max(Math.abs(most), Math.abs((value ?? most) - most), 1);
  const from = least - span * 0.35;
  const width = most + span * 0.35 - from;
  const at = (one: number) => Math.min(1, Math.max(0, (one - from) / width));
  return { at, ticks: set.map((limit) => ({ ...limit, at: at(limit.value) })) };
}
