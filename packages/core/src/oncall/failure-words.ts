import type { Locale, Words } from '../quantity/define.ts';

/** What a failure of a delivery is stored with before its detail, in words: what happened and, where it helps, what to do. */
export const failureWords = {
  misconfigured: { en: 'The settings of the channel do not fit', nl: 'De instellingen van het kanaal passen niet' },
  'forbidden-address': {
    en: 'This address may not be called; an administrator can allow its host by name',
    nl: 'Dit adres mag niet worden aangeroepen; een beheerder kan de host bij naam toestaan',
  },
  'address-gone': {
    en: 'The recipient is not known there any more; give a new address',
    nl: 'De ontvanger is daar niet meer bekend; geef een nieuw adres op',
  },
  unauthorized: {
    en: 'The other side does not accept our password or key',
    nl: 'De andere kant aanvaardt ons wachtwoord of onze sleutel niet',
  },
  refused: { en: 'The other side refused the message', nl: 'De andere kant weigerde het bericht' },
  busy: { en: 'The other side is busy; it is tried again', nl: 'De andere kant is bezet; het wordt opnieuw geprobeerd' },
  unreachable: { en: 'The other side cannot be reached', nl: 'De andere kant is niet bereikbaar' },
  'timed-out': { en: 'The other side did not answer in time', nl: 'De andere kant antwoordde niet op tijd' },
  aborted: { en: 'The sending was broken off', nl: 'Het versturen is afgebroken' },
  overtaken: { en: 'It was overtaken by what came after', nl: 'Het is ingehaald door wat erna kwam' },
  'subject-gone': { en: 'What it was about is gone', nl: 'Waar het over ging is weg' },
} as const satisfies Readonly<Record<string, Words>>;

/** Details that are words rather than names and numbers. */
const details: Readonly<Record<string, string>> = {
  'no answer in time': '',
  'ended by us': '',
  'the channel is gone or switched off': 'het kanaal is weg of staat uit',
  'its secrets cannot be opened: the key is another one': 'de geheimen zijn niet te openen: de sleutel is een andere',
  'not a usable web address': 'geen bruikbaar webadres',
};

const isKnown = (kind: string): kind is keyof typeof failureWords => kind in failureWords;

/** A stored failure, `kind` or `kind: detail`, as a sentence. One that nobody knows is given as it is. */
export function failureText(failure: string, locale: Locale): string {
  const [kind = ''] = failure.split(':', 1);
  if (!isKnown(kind)) return failure;
  const detail = failure.slice(kind.length + 1).trim();
  const known = details[detail];
  const shown = known === '' ? '' : locale === 'nl' ? (known ?? detail) : detail;
  return shown === '' ? failureWords[kind][locale] : `${failureWords[kind][locale]} (${shown})`;
}
