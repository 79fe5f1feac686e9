import type { Instant } from '@wachter/core';

export const kpiPeriods = ['24h', '7d', '30d'] as const;
export type KpiPeriodId = (typeof kpiPeriods)[number];

const days: Readonly<Record<KpiPeriodId, number>> = { '24h': 1, '7d': 7, '30d': 30 };

/** What an address asks for; a day when it asks for nothing known. */
export const kpiPeriodOf = (text: unknown): KpiPeriodId => kpiPeriods.find((one) => one === text) ?? '24h';

export const kpiRangeOf = (period: KpiPeriodId, now: Instant): { readonly from: Instant; readonly to: Instant } => ({
  from: now - days[period] * 86_400_000,
  to: now,
});

/** Which slots a period is drawn in: some dozens to some hundreds of bars. */
export const kpiSlots = { '24h': 'tenMinutes', '7d': 'hours', '30d': 'days' } as const;
