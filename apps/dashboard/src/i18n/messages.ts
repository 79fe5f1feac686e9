import type { Locale } from '@wachter/core';
import { areas } from './areas/index.ts';

export type Areas = typeof areas;
export type Area = keyof Areas;
export type Messages = { readonly [A in Area]: Areas[A]['en'] };

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}

export const locales: readonly Locale[] = ['en', 'nl'];
export const isLocale = (text: unknown): text is Locale => text === 'en' || text === 'nl';

/** All words of one language. */
export function messagesOf(locale: Locale): Messages {
  return Object.fromEntries(Object.entries(areas).map(([area, words]) => [area, words[locale]])) as unknown as Messages;
}
