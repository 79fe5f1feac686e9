import type { Locale } from '@wachter/core';

/** What schemas of ours say, in Dutch. */
const known: Readonly<Record<string, string>> = {
  'needs somebody to tell': 'noem er ten minste één',
  'needs at least one person': 'noem ten minste één persoon',
  'must come in order of time': 'moet in volgorde van tijd staan',
  'must end after it begins': 'moet eindigen na het begin',
  'must be a date like 2026-11-25': 'moet een datum zijn zoals 2026-11-25',
  'is not a day of the calendar': 'is geen dag van de kalender',
  'must be a time like 08:30': 'moet een tijd zijn zoals 08:30',
  'must not begin and end at the same time': 'mag niet op hetzelfde moment beginnen en eindigen',
  'names somebody who is not a user': 'noemt iemand die geen gebruiker is',
  'names somebody or something that is not there': 'noemt iemand of iets dat er niet is',
  'is not a channel': 'is geen kanaal',
  'there is no such channel': 'dit kanaal bestaat niet',
  'is not a channel that reaches one person': 'is geen kanaal dat één persoon bereikt',
  'is there already': 'staat er al',
  'must be letters, digits, - or _': 'alleen letters, cijfers, - of _',
  'must be a host name or address': 'moet een hostnaam of adres zijn',
  'must be one line of plain text': 'moet één regel gewone tekst zijn',
  'must be plain text': 'moet gewone tekst zijn',
  'must be lower case letters, digits and single hyphens': 'alleen kleine letters, cijfers en losse koppeltekens',
  'is not a time zone of the IANA list': 'is geen tijdzone van de IANA-lijst',
  'Invalid email address': 'is geen e-mailadres',
  'Invalid URL': 'is geen webadres',
  'Invalid UUID': 'verwijst naar niets',
};

/** What the schema library says of sizes and kinds, by pattern; the numbers stay. */
const patterns: readonly (readonly [pattern: RegExp, en: string, nl: string])[] = [
  [/^Too small: expected string to have >=1 characters?$/, 'must be filled in', 'moet worden ingevuld'],
  [/^Too small: expected string to have >=(\d+) characters?$/, 'at least $1 characters', 'ten minste $1 tekens'],
  [/^Too big: expected string to have <=(\d+) characters?$/, 'at most $1 characters', 'ten hoogste $1 tekens'],
  [/^Too small: expected array to have >=(\d+) items?$/, 'at least $1', 'ten minste $1'],
  [/^Too big: expected array to have <=(\d+) items?$/, 'at most $1', 'ten hoogste $1'],
  [/^Too small: expected \w+ to be >=?(-?[\d.]+)$/, 'at least $1', 'ten minste $1'],
  [/^Too big: expected \w+ to be <=?(-?[\d.]+)$/, 'at most $1', 'ten hoogste $1'],
  [/^Invalid input: expected \w+, received undefined$/, 'must be filled in', 'moet worden ingevuld'],
  [/^Invalid input: expected int, received number$/, 'must be a whole number', 'moet een heel getal zijn'],
  [/^Invalid input: expected number, received \w+$/, 'must be a number', 'moet een getal zijn'],
  [/^Invalid input: expected boolean, received \w+$/, 'must be yes or no', 'moet ja of nee zijn'],
  [/^Invalid input: expected string, received \w+$/, 'must be text', 'moet tekst zijn'],
  [/^Invalid input: expected array, received \w+$/, 'must be a list', 'moet een lijst zijn'],
  [/^Invalid input: expected (?:object|record), received \w+$/, 'must be a group of fields', 'moet een groep velden zijn'],
  [/^Invalid option: expected one of (.+)$/, 'one of $1', 'een van $1'],
  [/^Unrecognized keys?: (.+)$/, 'unknown field: $1', 'onbekend veld: $1'],
];

/** What a schema refused, for the person who typed it. What is not known here is given as the schema says it. */
export function issueText(message: string, locale: Locale): string {
  const word = known[message];
  if (word !== undefined) return locale === 'nl' ? word : message;
  const found = patterns.find(([pattern]) => pattern.test(message));
  return found ? message.replace(found[0], locale === 'nl' ? found[2] : found[1]) : message;
}
