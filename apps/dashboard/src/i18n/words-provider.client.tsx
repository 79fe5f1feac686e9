'use client';
import type { Locale } from '@wachter/core';
import type { ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import type { Messages } from './messages.ts';

interface WordsProviderProps {
  readonly locale: Locale;
  readonly messages: Partial<Messages>;
  readonly timeZone: string;
  readonly children: ReactNode;
}

/** Gives client leaves their words and the zone in which times are shown. */
export function WordsProvider({ locale, messages, timeZone, children }: WordsProviderProps) {
  return (
    <IntlProvider locale={locale} messages={messages as Messages} timeZone={timeZone}>
      {children}
    </IntlProvider>
  );
}
