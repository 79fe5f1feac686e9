import type { Instant, Locale, PointState, Quantity } from '@wachter/core';
import { formatDuration } from '@wachter/core/alarm/describe';
import { formatNumber, formatValue, unitSymbol } from '@wachter/core/quantity/format';
import { freshness } from '@wachter/core/reading/freshness';

/** What a screen may say of a point's latest reading. */
export interface ReadingView {
  readonly text: string;
  readonly unit: string;
  /** `never` and `stale` and `bad` are hatched; `uncertain` carries its reason. */
  readonly trust: 'never' | 'stale' | 'bad' | 'uncertain' | 'good';
  readonly reason: string;
  /** Present once the reading is older than its interval. */
  readonly ageSeconds: number | null;
}

export interface ReadingTimes {
  readonly intervalSeconds: number;
  readonly staleSeconds: number;
}

/** Sensors and networks jitter: an age is news only when clearly beyond the interval. */
const lateAfterIntervals = 1.5;

/** Older than its interval allows, or stale: then the age stands beside the value. */
export const isAgeNews = (ageSeconds: number, times: ReadingTimes): boolean =>
  ageSeconds > times.intervalSeconds * lateAfterIntervals || ageSeconds > times.staleSeconds;

/** A value with its age and quality, decided in one place. `now` is the server's clock. */
export function readingView(
  reading: { readonly state: PointState | undefined; readonly quantity: Quantity | null; readonly times: ReadingTimes },
  now: Instant,
  locale: Locale,
): ReadingView {
  const { state, quantity, times } = reading;
  const fresh = freshness(state, now, times.staleSeconds);
  if (!state || fresh.kind === 'never') return { text: '–', unit: '', trust: 'never', reason: 'none', ageSeconds: null };
  return {
    ...valueText(state.value, quantity, locale),
    trust: fresh.kind === 'stale' ? 'stale' : state.quality.level,
    reason: state.quality.reason,
    ageSeconds: isAgeNews(fresh.ageSeconds, times) ? fresh.ageSeconds : null,
  };
}

/** From here on nobody reads seconds and watts: "21 min", "304 kW". */
const longestSeconds = 120;
const mostWatts = 10_000;

function valueText(value: number | null, quantity: Quantity | null, locale: Locale): Pick<ReadingView, 'text' | 'unit'> {
  if (value === null) return { text: '–', unit: '' };
  if (!quantity) return { text: formatNumber(value, null, locale), unit: '' };
  if (quantity.kind === 'state') return { text: formatValue(quantity, value, locale), unit: '' };
  if (quantity.unit === 's' && value >= longestSeconds) return { text: formatDuration(value, locale), unit: '' };
  if (quantity.unit === 'W' && Math.abs(value) >= mostWatts) return { text: formatNumber(value / 1000, 0, locale), unit: 'kW' };
  return { text: formatNumber(value, quantity.precision, locale), unit: unitSymbol(quantity) };
}
