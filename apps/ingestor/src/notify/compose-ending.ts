import { type Locale, type OwedNotice, subjectName } from '@wachter/core';
import type { Store } from '@wachter/services';
import type { TellingSetup } from '@wachter/services/oncall/who-is-told';
import type { Notice } from '@wachter/services/ports/channel';

interface Asked {
  readonly first: OwedNotice;
  readonly locale: Locale;
}

const A_YEAR_MS = 366 * 86_400_000;

/** "It is shelved until 15:40 …": what was shelved, by name, and when it comes back. Null when it has ended meanwhile. */
export async function composeEnding(
  { store, origin, now }: { readonly store: Store; readonly origin: string | null; readonly now: () => number },
  setup: TellingSetup,
  { first, locale }: Asked,
): Promise<Notice | null> {
  const found = await store.site.withholdings({ since: now() - A_YEAR_MS });
  const shelving = found.find(({ id }) => id === first.subjectId);
  const site = setup.sites.find(({ id }) => id === shelving?.siteId);
  if (!shelving || !site || shelving.endedAt !== null) return null;
  const { place, name } = await subjectOf(store, shelving.siteId, shelving.scopeId);
  const at = new Intl.DateTimeFormat(locale === 'nl' ? 'nl-NL' : 'en-GB', { timeStyle: 'short', timeZone: site.timeZone });
  return {
    ...{ kind: 'ending', locale, siteName: site.name, timeZone: site.timeZone, place, priority: first.priority, level: null },
    sentence: sentenceOf({ name, time: at.format(shelving.untilAt), reason: shelving.reason }, locale),
    since: shelving.fromAt,
    ...{ response: null, cause: null, consequence: null, respondWithinMinutes: null },
    link: origin === null ? null : `${origin}/alarms/withheld`,
    ...{ acknowledgeLink: null, others: 0 },
  };
}

function sentenceOf(
  { name, time, reason }: { readonly name: string; readonly time: string; readonly reason: string },
  locale: Locale,
): string {
  return locale === 'nl'
    ? `${name}: uitgesteld tot ${time} (${reason}). Wat dan nog geldt, komt onbevestigd terug.`
    : `${name}: shelved until ${time} (${reason}). What still holds then comes back unacknowledged.`;
}

/** What a shelved rule guards. */
async function subjectOf(store: Store, siteId: string, ruleId: string) {
  const rule = (await store.site.rules()).find(({ id }) => id === ruleId);
  const point = rule?.pointId == null ? null : await store.site.point(rule.pointId);
  const device = rule?.deviceId == null ? null : await store.site.device(rule.deviceId);
  const locationId = point?.locationId ?? device?.locationId ?? null;
  const place = (await store.site.locations(siteId)).find(({ id }) => id === locationId)?.name ?? null;
  return { place, name: subjectName({ point, device }) };
}
