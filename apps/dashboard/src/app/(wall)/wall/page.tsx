import { headers } from 'next/headers';
import { TokenForm } from '../../../features/wall/token-form.client.tsx';
import { Wall } from '../../../features/wall/wall.client.tsx';
import { messagesOf } from '../../../i18n/messages.ts';
import { WordsProvider } from '../../../i18n/words-provider.client.tsx';
import { LiveProvider } from '../../../live/live-provider.client.tsx';
import { readSignedIn } from '../../../server/context.ts';
import { identifyDisplay } from '../../../server/identify.ts';
import { readLocale, readTheme } from '../../../server/preferences.ts';
import { shownQuantities } from '../../../server/reads/quantities.ts';
import { readResponses } from '../../../server/reads/responses.ts';
import { readSiteModel } from '../../../server/reads/site-model.ts';
import { readWallLines } from '../../../server/reads/wall-lines.ts';
import { readWithheldPlan } from '../../../server/reads/withheld.ts';
import { services } from '../../../server/store.ts';

const standardPlace = { diagonalInch: 55, distanceMeters: 5 };

/** The wall of a display by its own token; people who are signed in see it as a preview. */
export default async function WallPage() {
  const heads = await headers();
  const shown = await identifyDisplay(heads);
  const signedIn = shown ? null : await readSignedIn();
  const actor = shown?.actor ?? (signedIn?.mustChangePassword ? null : signedIn?.actor);
  const locale = shown?.display.locale === 'nl' ? 'nl' : shown ? 'en' : await readLocale();
  const theme = shown ? shown.display.theme : await readTheme();
  const context = actor ? { ...services(), actor } : null;
  const model = context ? await readSiteModel(context) : null;
  const { wall, sound } = messagesOf(locale);
  if (!context || !model?.ok) {
    return (
      <WordsProvider locale={locale} messages={{ wall }} timeZone="UTC">
        <TokenForm />
      </WordsProvider>
    );
  }
  const timeZone = model.value.sites[0]?.timeZone ?? 'UTC';
  const lines = await readWallLines(context);
  const used = new Set(model.value.points.map((point) => point.quantity));
  return (
    <WordsProvider locale={locale} messages={{ wall, sound }} timeZone={timeZone}>
      <LiveProvider serverNow={context.now()} url={shown ? '/api/live?as=display' : '/api/live'}>
        <Wall
          model={model.value}
          quantities={new Map([...shownQuantities()].filter(([id]) => used.has(id)))}
          responses={await readResponses(context)}
          withheld={await readWithheldPlan(context)}
          lines={lines.ok ? lines.value.lines : []}
          linesUrl={shown ? '/api/wall-lines?as=display' : '/api/wall-lines'}
          place={shown?.display ?? standardPlace}
          theme={theme === 'light' ? 'light' : 'dark'}
        />
      </LiveProvider>
    </WordsProvider>
  );
}
