'use client';
import type { Tuning } from '@wachter/core';
import { useTranslations } from 'use-intl';

/** What was found out about a rule that comes and goes. */
interface Found {
  readonly bursts: number;
  readonly brief: number;
  readonly alarmsNow: number;
  readonly proposal: { readonly tuning: Tuning; readonly alarms: number } | null;
}

/** The sentence that says what a rule did in the last week and what would have ended it. */
export function useTuningSentence(): (found: Found) => string {
  const t = useTranslations('backTest');
  return ({ bursts, brief, alarmsNow, proposal }) => {
    if (bursts + brief === 0) return t('noChatter');
    const what = bursts > 0 ? t('itChattered', { bursts }) : t('itPassed', { brief });
    if (!proposal) return `${what} ${t('noProposal')}`;
    const { hysteresis, dwellSeconds } = proposal.tuning;
    const tuning =
      hysteresis === null || bursts === 0
        ? t('delayOnly', { dwell: String(dwellSeconds) })
        : t('both', { hysteresis: String(hysteresis), dwell: String(dwellSeconds) });
    return `${what} ${t('proposal', { tuning, now: String(alarmsNow), alarms: proposal.alarms })}`;
  };
}
