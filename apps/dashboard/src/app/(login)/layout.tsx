import type { ReactNode } from 'react';
import { messagesOf } from '../../i18n/messages.ts';
import { WordsProvider } from '../../i18n/words-provider.client.tsx';
import { readLocale } from '../../server/preferences.ts';

/** Pages for whoever is not signed in yet: no Mantine, no stream, nothing of the site. */
export default async function LoginLayout({ children }: { readonly children: ReactNode }) {
  const locale = await readLocale();
  const { login } = messagesOf(locale);
  return (
    <WordsProvider locale={locale} messages={{ login }} timeZone="UTC">
      {children}
    </WordsProvider>
  );
}
