'use client';
import type { KpiFigure, KpiSource } from '@wachter/core';
import { useLocale, useTranslations } from 'use-intl';

const shares: ReadonlySet<KpiFigure['id']> = new Set(['busyShare', 'busyHourShare', 'floodShare', 'topShare']);

/** Numbers and sources of figures in the language of the page. Shares become per cents. */
export function useKpiWords() {
  const t = useTranslations('kpi');
  const locale = useLocale();
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const small = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const source = (from: KpiSource): string =>
    from === 'site' ? t('siteLimit') : from === 'published practice' ? t('published') : from;
  return {
    number: (value: number) => (value > 0 && value < 1 ? small : number).format(value),
    percent: (value: number) => percent.format(value),
    figure: (id: KpiFigure['id'], value: number) =>
      shares.has(id) ? percent.format(value) : (value > 0 && value < 1 ? small : number).format(value),
    source,
  };
}
