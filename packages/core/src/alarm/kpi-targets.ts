/**
 * Where a number comes from. `site` is what the trade uses without a published source that we could check: a limit of the site,
 * never to be shown as one of a standard.
 */
export type KpiSource = 'EEMUA 191' | 'ISA-18.2' | 'published practice' | 'site';

interface Bound {
  readonly value: number;
  readonly source: KpiSource;
}

/** A figure with what it should stay at or below. Shares are 0 to 1. */
interface KpiTarget {
  readonly target: Bound;
  /** Most that can be managed; null where there is one number only. */
  readonly limit: Bound | null;
}

const eemua = (value: number): Bound => ({ value, source: 'EEMUA 191' });
const isa = (value: number): Bound => ({ value, source: 'ISA-18.2' });
const site = (value: number): Bound => ({ value, source: 'site' });

/** Published targets for one operator (EEMUA 191; ISA-18.2-2016 / IEC 62682) and, where none is published, limits of the site. */
export const kpiTargets = {
  perTenMinutes: { target: eemua(1), limit: site(2) },
  perHour: { target: isa(6), limit: site(12) },
  perDay: { target: isa(144), limit: site(300) },
  peak: { target: site(10), limit: null },
  busyShare: { target: site(0.01), limit: null },
  busyHourShare: { target: site(0.01), limit: null },
  floodShare: { target: site(0.01), limit: null },
  topShare: { target: site(0.01), limit: site(0.05) },
  chattering: { target: { value: 0, source: 'published practice' }, limit: null },
  standing: { target: site(4), limit: null },
} as const satisfies Record<string, KpiTarget>;

export type KpiId = keyof typeof kpiTargets;
export const kpiIds = Object.keys(kpiTargets) as readonly KpiId[];

/** Shares of a sound priority mix, of configured and of occurring alarms; the fourth priority is a site limit. */
export const priorityMixTargets = {
  low: eemua(0.8),
  medium: eemua(0.15),
  high: eemua(0.05),
  critical: site(0.01),
} as const;

export interface KpiFigure extends KpiTarget {
  readonly id: KpiId;
  readonly value: number;
  readonly verdict: 'within' | 'above-target' | 'above-limit';
}

/** A value against its target and limit. Without a limit of its own, the target is the limit. */
export function figureOf(id: KpiId, value: number): KpiFigure {
  const { target, limit }: KpiTarget = kpiTargets[id];
  const verdict = value <= target.value ? 'within' : value <= (limit ?? target).value ? 'above-target' : 'above-limit';
  return { id, value, target, limit, verdict };
}
