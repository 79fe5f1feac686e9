import { sayHours } from '../power/one-line/words.ts';
import type { Locale, Words } from '../quantity/define.ts';
import type { Instant } from '../reading/reading.ts';
import type { EpisodeQuality } from './episode.ts';
import type { HeatObstacle } from './heat-room.ts';
import type { RoomCoolingState } from './stored.ts';
import type { RoomTime, TimeLeft } from './times-left.ts';

/** What is said of a room while cooling is lost and no minutes can be; the place comes before it. */
const withoutMinutes: Readonly<Record<Exclude<RoomCoolingState, 'kept' | 'unverified' | 'counting' | 'exceeded'>, Words>> = {
  'too-little': {
    en: 'cooling lost, too little seen yet to say how long',
    nl: 'koeling weg, nog te weinig gezien om te zeggen hoelang',
  },
  stale: {
    en: 'cooling lost, inlets silent: nobody can say how long',
    nl: 'koeling weg, inlaten zwijgen: niemand kan zeggen hoelang',
  },
  'poor-fit': {
    en: 'cooling lost, it warms too erratically to say how long',
    nl: 'koeling weg, warmt te grillig op om te zeggen hoelang',
  },
  'not-rising': { en: 'cooling lost, but it does not warm up now', nl: 'koeling weg, maar het wordt nu niet warmer' },
  'levels-off': { en: 'cooling lost, but it levels off below {limit}', nl: 'koeling weg, maar het blijft onder {limit}' },
  'too-uncertain': { en: 'cooling lost, too uncertain to say how long', nl: 'koeling weg, te onzeker om te zeggen hoelang' },
};

/** "12–17 min", whole minutes: the earliest down, the latest up. */
export const sayBand = ({ earliest, latest }: NonNullable<RoomTime['band']>): string => {
  const [low, high] = [Math.floor(earliest), Math.ceil(latest)];
  return low === high ? `${low} min` : `${low}–${high} min`;
};

/** What runs out, in one short sentence without its name. `clock` writes an instant as hours and minutes. */
export function sayTimeLeft(time: TimeLeft, locale: Locale, clock: (at: Instant) => string): string {
  if (time.kind === 'ups')
    return { en: `${Math.floor(time.minutes)} min of battery`, nl: `${Math.floor(time.minutes)} min accu` }[locale];
  if (time.kind === 'fuel') return sayHours(time.hours, locale);
  const { state, band, limitC, exceededSince } = time;
  const limit = `${limitC} °C`;
  if (state === 'counting' && band) return { en: `${sayBand(band)} to ${limit}`, nl: `${sayBand(band)} tot ${limit}` }[locale];
  if (state === 'exceeded') {
    const since =
      exceededSince === null ? '' : { en: ` since ${clock(exceededSince)}`, nl: ` sinds ${clock(exceededSince)}` }[locale];
    return { en: `above ${limit}${since}`, nl: `boven ${limit}${since}` }[locale];
  }
  if (state === 'kept') return { en: 'cooled', nl: 'gekoeld' }[locale];
  if (state === null || state === 'unverified')
    return { en: 'nobody can say whether it is cooled', nl: 'niemand kan zeggen of het gekoeld is' }[locale];
  return withoutMinutes[state === 'counting' ? 'too-little' : state][locale].replace('{limit}', limit);
}

/** Its name towards people. */
export const nameOfTime = (time: TimeLeft, locale: Locale): string =>
  time.kind === 'fuel' ? { en: 'Fuel', nl: 'Brandstof' }[locale] : time.kind === 'ups' ? time.name : time.room.name;

/** Why an episode teaches nothing. */
export const episodeWords: Readonly<Record<EpisodeQuality, Words>> = {
  good: { en: 'counts', nl: 'telt mee' },
  'too-short': { en: 'too short to teach anything', nl: 'te kort om iets te leren' },
  'no-rise': { en: 'did not warm up', nl: 'warmde niet op' },
  'poor-fit': { en: 'warmed too erratically', nl: 'warmde te grillig op' },
  'too-fast': { en: 'warmed faster than a room can', nl: 'warmde sneller op dan een ruimte kan' },
  'no-values': { en: 'inlets were silent', nl: 'inlaten zwegen' },
};

/** What a room lacks to have its minutes counted. */
export const obstacleWords: Readonly<Record<HeatObstacle, Words>> = {
  'no-thermal-class': {
    en: 'The room has no thermal class, so nobody knows its limit.',
    nl: 'De ruimte heeft geen thermische klasse, dus niemand kent de grens.',
  },
  'no-inlets': { en: 'The room has no inlet temperatures.', nl: 'De ruimte heeft geen inlaattemperaturen.' },
  'no-coolers': { en: 'No cooler of the room says whether it runs.', nl: 'Geen koelunit van de ruimte zegt of hij draait.' },
};
