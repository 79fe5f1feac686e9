'use client';
import type { Quantity } from '@wachter/core';
import { useLocale, useTranslations } from 'use-intl';
import type { ParamReader } from './param-words.ts';

/** Reads parameters of rules aloud in the language of the page. */
export function useParamReader(quantity: Quantity | null): ParamReader {
  const t = useTranslations('rules');
  const locale = useLocale();
  return { quantity, locale, word: (key) => (t.has(`param.${key}` as never) ? t(`param.${key}` as never) : null) };
}
