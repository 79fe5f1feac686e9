import type { Instant, Words } from '@wachter/core';
import type { Notice } from '@wachter/services/ports/channel';
import type { Trouble, Word } from './judge.ts';
import type { Settings } from './settings.ts';

const blind: Words = { en: 'Monitoring is blind', nl: 'De bewaking is blind' };
const seeing: Words = { en: 'Monitoring sees again', nl: 'De bewaking ziet weer' };
const response: Words = {
  en: 'Look at the rooms yourself, and at the machine that runs Wachter. Until this is over no alarm can be counted on.',
  nl: 'Kijk zelf naar de ruimten en naar de machine waarop Wachter draait. Tot dit voorbij is, is op geen alarm te rekenen.',
};
const kinds = { blind: 'raised', 'still-blind': 'reminder', seeing: 'resolved' } as const;

/** What is said of it, in one line. */
export function sentenceOf(word: Word, trouble: Trouble | null, language: Settings['language']): string {
  if (word === 'seeing') return seeing[language];
  return `${blind[language]}: ${(trouble?.findings ?? []).map(({ words }) => words[language]).join('; ')}`;
}

export function noticeOf(
  word: Word,
  { trouble, since, settings }: { readonly trouble: Trouble | null; readonly since: Instant; readonly settings: Settings },
): Notice {
  return {
    kind: kinds[word],
    locale: settings.language,
    siteName: settings.site,
    timeZone: settings.timeZone,
    place: null,
    sentence: sentenceOf(word, trouble, settings.language),
    priority: 'critical',
    level: null,
    since,
    response: word === 'seeing' ? null : response[settings.language],
    ...{ cause: null, consequence: null, respondWithinMinutes: null },
    link: settings.dashboard,
    acknowledgeLink: null,
    others: 0,
  };
}
