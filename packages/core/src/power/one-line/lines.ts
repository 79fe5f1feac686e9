import { formatDuration } from '../../alarm/describe.ts';
import type { Locale, Words } from '../../quantity/define.ts';
import { formatNumber } from '../../quantity/format.ts';
import type { Instant } from '../../reading/reading.ts';
import { inBoth } from '../words.ts';
import { energised } from './energised.ts';
import { fuelHours } from './fuel.ts';
import { type PowerThing, stateOn, valueOn } from './thing.ts';
import { sayHours } from './words.ts';

/** One line that is read from afar. `unknown`: part of what it tells is not known, and it says so. */
export interface StatusLine {
  readonly id: string;
  readonly title: Words;
  readonly sentence: Words;
  readonly state: 'normal' | 'bad' | 'unknown';
}

interface Part {
  readonly words: Words;
  readonly state: StatusLine['state'];
}

const lineOf = (id: string, title: Words, parts: readonly Part[], joint: string): StatusLine => ({
  id,
  title,
  sentence: inBoth((locale) => parts.map(({ words }) => words[locale]).join(joint)),
  state: (['bad', 'unknown', 'normal'] as const).find((state) => parts.some((part) => part.state === state)) ?? 'normal',
});

const unknown = { en: '?', nl: '?' };

/** "MAINS ok ─ ATS mains ─ UPS A 41 % ─ UPS B 38 %": none where there is nothing to tell. */
export function powerLine(things: readonly PowerThing[]): readonly StatusLine[] {
  const parts = [
    ...mainsPart(things),
    ...things.filter(({ kind }) => kind === 'ats').map(switchPart),
    ...things.filter(({ kind }) => kind === 'ups').map(upsPart),
  ];
  return parts.length === 0 ? [] : [lineOf('power', { en: 'MAINS', nl: 'NET' }, parts, ' ─ ')];
}

function mainsPart(things: readonly PowerThing[]): readonly Part[] {
  const { of } = energised(things);
  const mains = things.filter(({ kind }) => kind === 'mains');
  const dead = mains.filter(({ id }) => of.get(id) === 'dead');
  if (mains.length === 0) return [];
  if (dead.length === mains.length) return [{ words: { en: 'LOST', nl: 'WEG' }, state: 'bad' }];
  const [first] = dead;
  if (first) return [{ words: { en: `${first.name} lost`, nl: `${first.name} weg` }, state: 'bad' }];
  const isKnown = mains.every(({ id }) => of.get(id) === 'live');
  return [isKnown ? { words: { en: 'ok', nl: 'goed' }, state: 'normal' } : { words: unknown, state: 'unknown' }];
}

const positions: Readonly<Record<string, Words>> = {
  mains: { en: 'mains', nl: 'net' },
  generator: { en: 'gensets', nl: 'aggregaten' },
  open: { en: 'open', nl: 'open' },
  fault: { en: 'fault', nl: 'storing' },
};

function switchPart(thing: PowerThing, _: number, all: readonly PowerThing[]): Part {
  const position = stateOn(thing, 'ats-position');
  const name = all.length === 1 ? 'ATS' : thing.name;
  const words = (position === null ? null : positions[position]) ?? unknown;
  const state = position === null ? 'unknown' : position === 'mains' ? 'normal' : 'bad';
  return { words: inBoth((locale) => `${name} ${words[locale]}`), state };
}

const upsWords: Readonly<Record<string, Words>> = {
  on_battery: { en: 'on battery', nl: 'op accu' },
  low_battery: { en: 'battery low', nl: 'accu bijna leeg' },
  on_bypass: { en: 'on bypass', nl: 'op bypass' },
  output_off: { en: 'OFF', nl: 'UIT' },
  overload: { en: 'overload', nl: 'overbelast' },
  alarm: { en: 'alarm', nl: 'alarm' },
  replace_battery: { en: 'replace battery', nl: 'accu vervangen' },
  test_running: { en: 'test', nl: 'test' },
};
const onBattery: ReadonlySet<string> = new Set(['on_battery', 'low_battery', 'test_running']);

/** Its load while it is on line; what is wrong with it else, and on battery for how long. */
function upsPart(thing: PowerThing): Part {
  const mode = stateOn(thing, 'ups-state');
  const load = valueOn(thing, 'ups-load');
  const seconds = valueOn(thing, 'battery-runtime');
  const wrong = mode === null ? null : (upsWords[mode] ?? null);
  const say = (locale: Locale) => {
    if (mode === null) return '?';
    const left = seconds !== null && onBattery.has(mode) ? ` ${formatDuration(seconds, locale)}` : '';
    if (wrong) return `${wrong[locale]}${left}`;
    return load === null ? '? %' : `${formatNumber(load, 0, locale)} %`;
  };
  const isUnknown = mode === null || (wrong === null && load === null);
  const state = isUnknown ? 'unknown' : wrong && mode !== 'test_running' ? 'bad' : 'normal';
  return { words: inBoth((locale) => `${thing.name} ${say(locale)}`), state };
}

const DAY_MS = 86_400_000;

/** "GENSETS ready · fuel 61 h · last test 12 days": none without a genset. `lastTestAt` null: none was seen. */
export function gensetLine(things: readonly PowerThing[], lastTestAt: Instant | null, now: Instant): readonly StatusLine[] {
  const sets = things.filter(({ kind }) => kind === 'genset');
  if (sets.length === 0) return [];
  const fuel = fuelHours(things);
  const fuelPart: Part =
    fuel.kind === 'known'
      ? {
          words: inBoth((locale) => `${locale === 'nl' ? 'brandstof' : 'fuel'} ${sayHours(fuel.hours, locale)}`),
          state: 'normal',
        }
      : { words: { en: 'fuel ?', nl: 'brandstof ?' }, state: 'unknown' };
  const days = lastTestAt === null ? null : Math.floor((now - lastTestAt) / DAY_MS);
  const testPart: Part = {
    words:
      days === null
        ? { en: 'no test yet', nl: 'nog geen test' }
        : { en: `last test ${days} ${days === 1 ? 'day' : 'days'}`, nl: `laatste test ${days} ${days === 1 ? 'dag' : 'dagen'}` },
    state: 'normal',
  };
  return [lineOf('gensets', { en: 'GENSETS', nl: 'AGGREGATEN' }, [readyPart(sets), fuelPart, testPart], ' · ')];
}

const inAuto: ReadonlySet<string> = new Set(['auto', 'auto-manual-restore']);
const failed: ReadonlySet<string> = new Set(['not-ready', 'shutdown']);

/** The gravest of the sets: one that would not start before one that nothing is known of. */
function readyPart(sets: readonly PowerThing[]): Part {
  const told = sets.map((set) => ({ name: set.name, mode: stateOn(set, 'genset-mode'), engine: stateOn(set, 'engine-state') }));
  const broken = told.find(
    ({ mode, engine }) => (engine !== null && failed.has(engine)) || (mode !== null && mode !== 'test' && !inAuto.has(mode)),
  );
  if (broken) return { words: { en: `${broken.name} NOT READY`, nl: `${broken.name} NIET GEREED` }, state: 'bad' };
  const lost = told.find(({ mode, engine }) => mode === null || engine === null);
  if (lost) return { words: { en: `${lost.name} ?`, nl: `${lost.name} ?` }, state: 'unknown' };
  if (told.some(({ engine }) => engine === 'loaded')) return { words: { en: 'on load', nl: 'belast' }, state: 'normal' };
  const isReady = told.every(({ engine }) => engine === 'ready');
  return { words: isReady ? { en: 'ready', nl: 'gereed' } : { en: 'running', nl: 'draaien' }, state: 'normal' };
}
