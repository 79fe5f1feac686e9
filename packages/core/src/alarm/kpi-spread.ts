import type { Instant } from '../reading/reading.ts';
import type { KpiPeriod } from './kpi-rows.ts';

export const TEN_MINUTES = 600_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** Alarms per slot of equal length, with percentiles by nearest rank: a mean alone hides the bad ten minutes. */
export interface Spread {
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly peak: number;
  /** Start of the first slot that reached the peak, null when there was no alarm. */
  readonly peakAt: Instant | null;
}

/** How many of `times` fall into each slot of `slotMs`, counted from `from`; the last slot may be shorter. */
export function slotCounts(times: readonly Instant[], { from, to }: KpiPeriod, slotMs: number): readonly number[] {
  const counts = new Array<number>(Math.max(1, Math.ceil((to - from) / slotMs))).fill(0);
  for (const at of times) {
    const slot = Math.floor((at - from) / slotMs);
    if (at >= from && at < to) counts[slot] = (counts[slot] ?? 0) + 1;
  }
  return counts;
}

/** The value below or at which the share `p` of the values lies (nearest rank). Null for no values. */
export function percentile(values: readonly number[], p: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? null;
}

export function spreadOf(counts: readonly number[], from: Instant, slotMs: number): Spread {
  const peak = counts.reduce((most, count) => Math.max(most, count), 0);
  return {
    mean: counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length),
    p50: percentile(counts, 0.5) ?? 0,
    p90: percentile(counts, 0.9) ?? 0,
    p99: percentile(counts, 0.99) ?? 0,
    peak,
    peakAt: peak === 0 ? null : from + counts.indexOf(peak) * slotMs,
  };
}

export const shareAbove = (counts: readonly number[], limit: number): number =>
  counts.filter((count) => count > limit).length / Math.max(1, counts.length);

/** A flood: it begins with ten minutes of more than 10 alarms and ends with the first ten minutes of fewer than 5 (EEMUA 191). */
export interface Flood {
  readonly from: Instant;
  readonly to: Instant;
  readonly alarms: number;
}

/** Floods from alarms per ten minutes. One that has not ended ends with the period. */
export function floodsOf(counts: readonly number[], { from, to }: KpiPeriod): readonly Flood[] {
  const floods: Flood[] = [];
  let open: { readonly at: number; alarms: number } | null = null;
  for (const [slot, count] of counts.entries()) {
    if (open === null && count > 10) open = { at: slot, alarms: 0 };
    if (open !== null && count < 5) {
      floods.push({ from: from + open.at * TEN_MINUTES, to: from + slot * TEN_MINUTES, alarms: open.alarms });
      open = null;
    }
    if (open !== null) open.alarms += count;
  }
  if (open !== null) floods.push({ from: from + open.at * TEN_MINUTES, to, alarms: open.alarms });
  return floods;
}
