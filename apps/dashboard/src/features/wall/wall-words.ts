import type { Words } from '@wachter/core';

/** Words of the wall: short, because each character is a hand wide. */
export const wallWords = {
  calm: { en: 'No alarms', nl: 'Geen alarmen' },
  alarms: { en: 'alarms', nl: 'alarmen' },
  alarm: { en: 'alarm', nl: 'alarm' },
  unacknowledged: { en: 'not acknowledged', nl: 'niet bevestigd' },
  unknown: { en: 'no data', nl: 'geen gegevens' },
  partly: { en: 'part unknown', nl: 'deels onbekend' },
  empty: { en: 'no points', nl: 'geen punten' },
  normal: { en: 'normal', nl: 'normaal' },
  more: { en: 'more', nl: 'meer' },
  new: { en: 'NEW', nl: 'NIEUW' },
  ack: { en: 'seen', nl: 'gezien' },
  returned: { en: 'over', nl: 'voorbij' },
  live: { en: 'live', nl: 'live' },
  notLive: { en: 'NOT LIVE', nl: 'NIET LIVE' },
  since: { en: 'since', nl: 'sinds' },
  lastData: { en: 'last data', nl: 'laatste gegevens' },
  never: { en: 'never', nl: 'nooit' },
  withData: { en: 'points with data', nl: 'punten met gegevens' },
  readings: { en: 'readings a minute', nl: 'metingen per minuut' },
  inlet: { en: 'inlet', nl: 'inlaat' },
  dewPoint: { en: 'dew', nl: 'dauw' },
  leak: { en: 'LEAK', nl: 'LEK' },
  fire: { en: 'FIRE', nl: 'BRAND' },
  notAuthorised: { en: 'This screen is not authorised', nl: 'Dit scherm is niet gemachtigd' },
  askForToken: {
    en: 'An administrator can give it a new token under Users and displays.',
    nl: 'Een beheerder kan het een nieuw token geven onder Gebruikers en schermen.',
  },
} satisfies Record<string, Words>;

export type WallLocale = 'en' | 'nl';
export const wallWord = (key: keyof typeof wallWords, locale: WallLocale): string => wallWords[key][locale];
