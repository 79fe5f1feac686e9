import { createTranslator } from 'use-intl/core';
import { readLocale } from '../server/preferences.ts';
import { type Area, messagesOf } from './messages.ts';

/** Words for server components and actions: `const t = await words('alarms'); t('title')`. Client leaves use `useTranslations`. */
export async function words<A extends Area>(area: A) {
  const locale = await readLocale();
  return createTranslator({ locale, messages: messagesOf(locale), namespace: area });
}
