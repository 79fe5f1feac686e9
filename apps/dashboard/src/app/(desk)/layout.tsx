import { can } from '@wachter/services/access/can';
import { policy } from '@wachter/services/access/policy';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { messagesOf } from '../../i18n/messages.ts';
import { WordsProvider } from '../../i18n/words-provider.client.tsx';
import { LiveProvider } from '../../live/live-provider.client.tsx';
import { nav } from '../../nav.ts';
import { requireContext } from '../../server/context.ts';
import { env } from '../../server/log.ts';
import { readLocale, readTheme } from '../../server/preferences.ts';
import { shownQuantities } from '../../server/reads/quantities.ts';
import { readSiteModel } from '../../server/reads/site-model.ts';
import { CatalogueProvider } from '../../ui/catalogue.client.tsx';
import { MantineRoot } from '../../ui/mantine-root.client.tsx';
import { AppShell } from '../../ui/shell/app-shell.client.tsx';

/** Desks and phones: the shell, the words, one event stream, Mantine. */
export default async function DeskLayout({ children }: { readonly children: ReactNode }) {
  const context = await requireContext();
  const [locale, theme, heads, model] = await Promise.all([readLocale(), readTheme(), headers(), readSiteModel(context)]);
  const sites = model.ok ? model.value.sites : [];
  const isDemo = env().simControlFile !== undefined;
  const entries = nav
    .filter((entry) => can(context.actor, entry.needs, { kind: policy[entry.needs].object }).allowed)
    .filter((entry) => !entry.isDemoOnly || isDemo)
    .map(({ path, label, isSetUp = undefined }) => ({ path, label, ...(isSetUp && { isSetUp }) }));
  return (
    <WordsProvider locale={locale} messages={messagesOf(locale)} timeZone={sites[0]?.timeZone ?? 'UTC'}>
      <MantineRoot nonce={heads.get('x-nonce') ?? ''} scheme={theme}>
        <CatalogueProvider quantities={shownQuantities()}>
          <LiveProvider serverNow={context.now()}>
            <AppShell entries={entries} siteName={sites.map((site) => site.name).join(', ')} userName={context.actor.name}>
              {children}
            </AppShell>
          </LiveProvider>
        </CatalogueProvider>
      </MantineRoot>
    </WordsProvider>
  );
}
