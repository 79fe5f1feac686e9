import type { Locale } from '@wachter/core';
import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { isLocale } from '../i18n/messages.ts';

export const localeCookie = 'wachter-locale';
export const themeCookie = 'wachter-theme';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];
export const isTheme = (text: unknown): text is Theme => (themes as readonly unknown[]).includes(text);

/** Chosen before, else what the browser prefers, else English. */
export const readLocale = cache(async (): Promise<Locale> => {
  const chosen = (await cookies()).get(localeCookie)?.value;
  if (isLocale(chosen)) return chosen;
  const wanted = (await headers()).get('accept-language')?.slice(0, 2).toLowerCase();
  return isLocale(wanted) ? wanted : 'en';
});

export const readTheme = cache(async (): Promise<Theme> => {
  const chosen = (await cookies()).get(themeCookie)?.value;
  return isTheme(chosen) ? chosen : 'auto';
});
