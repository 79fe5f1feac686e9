import { type Instant, type Locale, levelWords, priorityWords, type Words } from '@wachter/core';
import type { Notice, NoticeKind, Rendered } from '@wachter/services/ports/channel';

const kindWords: Readonly<Record<NoticeKind, Words | null>> = {
  raised: null,
  escalated: { en: 'WORSE', nl: 'ERGER' },
  reminder: { en: 'STILL OPEN', nl: 'NOG OPEN' },
  resolved: { en: 'RESOLVED', nl: 'OPGELOST' },
  returned: { en: 'BACK IN FORCE', nl: 'WEER VAN KRACHT' },
  drill: { en: 'DRILL', nl: 'OEFENING' },
  grouped: null,
  chattering: { en: 'COMES AND GOES', nl: 'KOMT EN GAAT' },
  steady: { en: 'STANDS STEADY', nl: 'BLIJFT STAAN' },
  ending: { en: 'SHELVING ENDS SOON', nl: 'UITSTEL LOOPT AF' },
};

const labels = {
  place: { en: 'Place', nl: 'Plaats' },
  priority: { en: 'Priority', nl: 'Prioriteit' },
  since: { en: 'Since', nl: 'Sinds' },
  response: { en: 'What to do', nl: 'Wat te doen' },
  respondWithin: { en: 'Respond within', nl: 'Reageer binnen' },
  cause: { en: 'Likely cause', nl: 'Waarschijnlijke oorzaak' },
  consequence: { en: 'If nobody acts', nl: 'Als niemand iets doet' },
  acknowledge: { en: 'Acknowledge', nl: 'Bevestigen' },
  open: { en: 'Open', nl: 'Openen' },
} as const satisfies Record<string, Words>;

/** What goes before the sentence: a drill says so first, whatever else it says. */
function headOf({ kind, priority, locale }: Notice): string {
  const word = kindWords[kind]?.[locale];
  if (kind === 'resolved' || kind === 'drill' || kind === 'ending') return word ?? '';
  return [word, priorityWords[priority][locale].toUpperCase()].filter(Boolean).join(' · ');
}

/** `CRITICAL · Hall 1, A12: Inlet temperature 31.2 °C, above 27 °C (+3)`; one line of at most 200 characters. */
export function titleOf(notice: Notice): string {
  const others = notice.others > 0 ? ` (+${notice.others})` : '';
  const isPlaced = notice.place !== null && notice.sentence.startsWith(notice.place);
  const subject = [isPlaced ? null : notice.place, notice.sentence].filter(Boolean).join(': ');
  const head = `${headOf(notice)} · `;
  return `${head}${shorten(oneLine(subject), 200 - head.length - others.length)}${others}`;
}

/** Everything there is to say, as lines of plain text. */
export function renderFully(notice: Notice): Rendered {
  const { locale, link, acknowledgeLink } = notice;
  const say = (label: keyof typeof labels, text: string) => `${labels[label][locale]}: ${text}`;
  const level = notice.level ? ` (${levelWords[notice.level][locale]})` : '';
  const lines = [
    headOf(notice),
    oneLine(notice.sentence),
    '',
    say('place', oneLine([notice.siteName, notice.place].filter(Boolean).join(', '))),
    say('priority', `${priorityWords[notice.priority][locale]}${level}`),
    say('since', instantText(notice.since, notice)),
    ...othersLines(notice),
    ...adviceLines(notice),
    ...(link || acknowledgeLink ? [''] : []),
    ...(acknowledgeLink ? [say('acknowledge', oneLine(acknowledgeLink))] : []),
    ...(link ? [say('open', oneLine(link))] : []),
  ];
  return { title: titleOf(notice), text: lines.join('\n') };
}

/** For a phone: the title and one link, cut so that the link is never what is lost. At most `most` characters. */
export function renderShort(notice: Notice, most: number): Rendered {
  const link = notice.acknowledgeLink ?? notice.link;
  const tail = link ? `\n${oneLine(link)}` : '';
  const title = titleOf(notice);
  return { title, text: `${shorten(title, Math.max(20, most - tail.length))}${tail}` };
}

/** What whoever is woken needs: what to do, by when, why it may be, and what comes of waiting. Nothing of it when it is over. */
function adviceLines({ kind, locale, response, respondWithinMinutes, cause, consequence }: Notice): readonly string[] {
  if (kind === 'resolved') return [];
  const say = (label: keyof typeof labels, text: string | null) => (text ? [`${labels[label][locale]}: ${manyLines(text)}`] : []);
  const lines = [
    ...say('response', response),
    ...say('respondWithin', respondWithinMinutes === null ? null : `${respondWithinMinutes} min`),
    ...say('cause', cause),
    ...say('consequence', consequence),
  ];
  return lines.length === 0 ? [] : ['', ...lines];
}

function othersLines({ others, locale }: Notice): readonly string[] {
  if (others === 0) return [];
  const words: Words = {
    en: others === 1 ? 'and 1 more alarm' : `and ${others} more alarms`,
    nl: others === 1 ? 'en nog 1 alarm' : `en nog ${others} alarmen`,
  };
  return [words[locale]];
}

export const acknowledgeLabel = (locale: Locale): string => labels.acknowledge[locale];
export const openLabel = (locale: Locale): string => labels.open[locale];

function instantText(at: Instant, { locale, timeZone }: Pick<Notice, 'locale' | 'timeZone'>): string {
  return new Intl.DateTimeFormat(locale === 'nl' ? 'nl-NL' : 'en-GB', {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'long',
  }).format(at);
}

/** Line breaks and other control characters become spaces; marks that turn the direction of writing go. */
export const oneLine = (text: string): string => manyLines(text).replace(/\s+/gu, ' ').trim();

const manyLines = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/[^\P{Cc}\n]|[\u2028\u2029]/gu, ' ');

function shorten(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}
