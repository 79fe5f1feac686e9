'use client';
import type { EscalationLadder } from '@wachter/core';
import { useTranslations } from 'use-intl';
import { targetKey } from './policy-draft.ts';
import type { Named } from './use-target-names.client.ts';

/** The steps of a ladder as one line: "at once: Nights · after 5 min: managers · again every 15 min". */
export function useLadderWords(targets: readonly Named[], channels: readonly Named[]) {
  const t = useTranslations('onCall');
  const nameIn = (list: readonly Named[], id: string) => list.find((one) => one.id === id)?.name ?? t('someone');
  return ({ steps, repeatMinutes }: EscalationLadder): string => {
    if (steps.length === 0) return t('nobodyTold');
    const said = steps.map(({ afterMinutes, targets: told, firstBy }) => {
      const names = told.map((target) => nameIn(targets, targetKey(target))).join(', ');
      const by = firstBy === undefined ? '' : ` (${t('firstByShort', { name: nameIn(channels, firstBy) })})`;
      return `${afterMinutes === 0 ? t('atOnce') : t('afterShort', { count: String(afterMinutes) })}: ${names}${by}`;
    });
    return [...said, ...(repeatMinutes === null ? [] : [t('againEvery', { count: String(repeatMinutes) })])].join(' · ');
  };
}
