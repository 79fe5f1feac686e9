import {
  type Alarm,
  describeAlarm,
  type Instant,
  inOrderOfCause,
  isGroupRecipient,
  type Locale,
  type Message,
  type OwedNotice,
  quantityById,
  type RuleInstance,
  remarkWords,
} from '@wachter/core';
import type { Crypto, Store } from '@wachter/services';
import { hashToken } from '@wachter/services/access/token-secret';
import type { TellingSetup } from '@wachter/services/oncall/who-is-told';
import type { Notice, NoticeKind } from '@wachter/services/ports/channel';
import { composeEnding } from './compose-ending.ts';

export interface ComposeSettings {
  readonly store: Store;
  readonly crypto: Pick<Crypto, 'randomBytes' | 'sha256'>;
  /** Where people reach the dashboard, without a slash at the end; null when nobody said. */
  readonly origin: string | null;
  readonly now: () => Instant;
}

/** More than a person reads of: the count is then at least this. */
const mostOfIncident = 5000;
const linkLastsMs = 24 * 3_600_000;
const drillSentence = {
  en: 'Exercise: this message tests the way to you. Nothing is wrong.',
  nl: 'Oefening: dit bericht test de weg naar u. Er is niets aan de hand.',
};
const drillPress = { en: 'Press the link to say that it arrived.', nl: 'Druk op de link om te zeggen dat het is aangekomen.' };

/** What a message says, read from what is true when it is sent. Null when there is nothing left to say: its alarm or site is gone. */
export async function compose(settings: ComposeSettings, setup: TellingSetup, message: Message): Promise<Notice | null> {
  const [first] = message.notices;
  if (!first) return null;
  const locale: Locale = setup.users.find(({ id }) => id === first.recipient)?.locale === 'nl' ? 'nl' : 'en';
  if (first.subjectKind === 'shelving') return composeEnding(settings, setup, { first, locale });
  return first.subjectKind === 'drill'
    ? composeDrill(settings, setup, { first, locale })
    : composeAlarm(settings, setup, {
        first,
        locale,
        together: new Set(message.notices.map(({ subjectId }) => subjectId)).size - 1,
      });
}

interface Asked {
  readonly first: OwedNotice;
  readonly locale: Locale;
}

async function composeDrill(settings: ComposeSettings, setup: TellingSetup, { first, locale }: Asked): Promise<Notice | null> {
  const drill = await settings.store.notify.drill(first.subjectId);
  const site = setup.sites.find(({ id }) => id === drill?.siteId);
  if (!site) return null;
  const acknowledgeLink = await linkFor(settings, first);
  return {
    kind: 'drill',
    locale,
    siteName: site.name,
    timeZone: site.timeZone,
    place: null,
    sentence: drillSentence[locale],
    priority: first.priority,
    level: null,
    since: first.createdAt,
    response: acknowledgeLink === null ? null : drillPress[locale],
    ...{ cause: null, consequence: null, respondWithinMinutes: null },
    link: null,
    acknowledgeLink,
    others: 0,
  };
}

async function composeAlarm(
  settings: ComposeSettings,
  setup: TellingSetup,
  { first, locale, together }: Asked & { readonly together: number },
): Promise<Notice | null> {
  const named = await settings.store.alarms.get(first.subjectId);
  const { alarm, others } =
    named && first.kind !== 'resolved' ? await incidentOf(settings, named, together) : { alarm: named, others: together };
  const site = setup.sites.find(({ id }) => id === alarm?.siteId);
  if (!alarm || !site) return null;
  const { place, sentence, advice } = await wordsOf(settings.store, alarm, locale);
  const mayAcknowledge = others === 0 && first.kind !== 'resolved' && canAcknowledge(setup, first.recipient);
  const page = others === 0 ? `/alarms/${alarm.id}` : '/alarms';
  return {
    kind: kindOf(first, alarm, others),
    locale,
    siteName: site.name,
    timeZone: site.timeZone,
    place,
    sentence,
    priority: first.priority,
    level: alarm.level,
    since: alarm.raisedAt,
    ...advice,
    link: settings.origin === null ? null : `${settings.origin}${page}`,
    acknowledgeLink: mayAcknowledge ? await linkFor(settings, first) : null,
    others,
  };
}

/** In a flood a message speaks for the whole incident: its root is named, and all that is open of it is counted. */
async function incidentOf({ store }: ComposeSettings, named: Alarm, together: number) {
  const { floods } = await store.live.health();
  const { incidentId, siteId } = named;
  if (incidentId === null || !floods.some((flood) => flood.siteId === siteId)) return { alarm: named, others: together };
  const open = await store.alarms.list({ incidentId, isOpen: true, limit: mostOfIncident });
  const standing = inOrderOfCause(open.filter(({ clearedAt, withheld }) => clearedAt === null && withheld === 'none'));
  const isAmong = standing.some(({ id }) => id === named.id);
  return { alarm: (isAmong ? standing[0] : null) ?? named, others: Math.max(together, standing.length - 1) };
}

/** Whether it comes and goes is said as it is now, whatever was owed. */
function kindOf({ kind }: OwedNotice, { chatteringSince }: Alarm, others: number): NoticeKind {
  if (others > 0 && kind !== 'resolved') return 'grouped';
  if (kind !== 'raised' && kind !== 'chattering' && kind !== 'steady') return kind;
  if (chatteringSince !== null) return 'chattering';
  return kind === 'steady' ? 'steady' : 'raised';
}

const canAcknowledge = (setup: TellingSetup, recipient: string): boolean =>
  setup.users.some(({ id, role }) => id === recipient && role !== 'viewer');

async function wordsOf(store: Store, alarm: Alarm, locale: Locale) {
  const point = alarm.pointId === null ? null : await store.site.point(alarm.pointId);
  const device = alarm.deviceId === null ? null : await store.site.device(alarm.deviceId);
  const filter = point ? { pointId: point.id } : device ? { deviceId: device.id } : {};
  const rules = await store.site.rules(filter);
  const locationId = point?.locationId ?? device?.locationId ?? null;
  const location = (await store.site.locations(alarm.siteId)).find(({ id }) => id === locationId) ?? null;
  const quantity = point?.quantity ? quantityById(point.quantity) : null;
  return {
    place: location?.name ?? null,
    sentence: `${describeAlarm(alarm, { point, device, location, quantity }, locale)}${chatterWords(alarm, locale)}`,
    advice: adviceOf(
      rules.find(({ id }) => id === alarm.ruleId),
      locale,
    ),
  };
}

const chatterWords = ({ chatteringSince }: Alarm, locale: Locale): string =>
  chatteringSince === null ? '' : ` · ${remarkWords.chattering[locale]}`;

const adviceOf = (rule: RuleInstance | undefined, locale: Locale) => ({
  response: rule?.response?.[locale] ?? null,
  cause: rule?.cause?.[locale] ?? null,
  consequence: rule?.consequence?.[locale] ?? null,
  respondWithinMinutes: rule?.respondWithinMinutes ?? null,
});

const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** A fresh link of 256 random bits for the person; only its hash is kept. Null for those who read along, and without an address of ours. */
async function linkFor({ store, crypto, origin, now }: ComposeSettings, notice: OwedNotice): Promise<string | null> {
  if (origin === null || isGroupRecipient(notice.recipient)) return null;
  const token = base64Url(crypto.randomBytes(32));
  const { subjectKind, subjectId, activation, recipient: userId } = notice;
  const tokenHash = hashToken(token, crypto);
  await store.notify.addLink({
    ...{ tokenHash, subjectKind, subjectId, activation, userId },
    ...{ createdAt: now(), expiresAt: now() + linkLastsMs, usedAt: null },
  });
  return `${origin}/ack/${token}`;
}
