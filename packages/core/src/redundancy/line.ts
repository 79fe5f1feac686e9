import type { Point, PointState } from '../point/point.ts';
import type { StatusLine } from '../power/one-line/lines.ts';
import type { Locale, Words } from '../quantity/define.ts';
import { redundancy } from '../quantity/redundancy.ts';
import type { Instant } from '../reading/reading.ts';
import { redundancyByCode } from './stored.ts';

type GroupPoint = Pick<Point, 'id' | 'name' | 'quantity' | 'staleSeconds'>;

/** Worst first; what nobody knows stands before what is merely reduced. */
const order = ['insufficient', 'no-margin', 'unverified', 'reduced', 'redundant'] as const;
const isBad = (state: (typeof order)[number]): boolean => state === 'insufficient' || state === 'no-margin';

const title: Words = { en: 'SPARE', nl: 'RESERVE' };
const nameOfCode = (code: number): Words | undefined => redundancy.states?.find((state) => state.code === code)?.name;

/** The most troubled redundancy group and how many others are not as designed; none without a group. A value older than its stale time is unknown. */
export function redundancyLine(
  points: readonly GroupPoint[],
  states: ReadonlyMap<number, PointState>,
  now: Instant,
): readonly StatusLine[] {
  const groups = points
    .filter(({ quantity }) => quantity === redundancy.id)
    .map(({ id, name, staleSeconds }) => {
      const held = states.get(id);
      const isKnown =
        held && held.value !== null && held.quality.level === 'good' && now - held.receivedAt <= staleSeconds * 1000;
      const code = isKnown && held.value !== null ? held.value : null;
      const state = code === null ? 'unverified' : (redundancyByCode(code)?.state ?? 'unverified');
      return { name, state, words: code === null ? null : nameOfCode(code) };
    })
    .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.name < b.name ? -1 : 1));
  const [worst] = groups;
  if (!worst) return [];
  const others = groups.filter(({ state }) => state !== 'redundant').length - 1;
  const say = (locale: Locale): string => {
    if (worst.state === 'redundant')
      return locale === 'nl' ? `${groups.length} van ${groups.length} groepen` : `${groups.length} of ${groups.length} groups`;
    const words = worst.words?.[locale] ?? (locale === 'nl' ? 'geen gegevens' : 'no data');
    return `${worst.name}: ${isBad(worst.state) ? words.toUpperCase() : words}${others > 0 ? ` · +${others}` : ''}`;
  };
  const state = isBad(worst.state) ? 'bad' : worst.state === 'unverified' ? 'unknown' : 'normal';
  return [{ id: 'redundancy', title, sentence: { en: say('en'), nl: say('nl') }, state }];
}
