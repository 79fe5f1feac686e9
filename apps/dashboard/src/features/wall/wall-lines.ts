import type { Instant, Locale, StatusLine } from '@wachter/core';

/** A line as it is shown. */
export interface ShownLine {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly state: StatusLine['state'];
}

/** Lines that came longer ago than this tell nothing of now. */
export const LINES_STALE_MS = 15_000;

/** Longer lines take two rows of the picture. */
const charactersAcross = 58;
const rowHeight = 1.16;
const gap = 0.2;

/** The lines in the words of the screen; old ones are unknown, whatever they say. */
export const shownLines = (
  lines: readonly StatusLine[],
  { locale, at, now }: { readonly locale: Locale; readonly at: Instant; readonly now: Instant },
): readonly ShownLine[] =>
  lines.map(({ id, title, sentence, state }) => ({
    ...{ id, title: title[locale], sentence: sentence[locale] },
    state: now - at > LINES_STALE_MS ? 'unknown' : state,
  }));

/** Height of the lines with the gap above each, in lengths of the text size. */
export const linesHeight = (lines: readonly ShownLine[]): number =>
  lines.reduce(
    (sum, { title, sentence }) => sum + rowHeight * (title.length + sentence.length > charactersAcross ? 2 : 1) + gap + 0.1,
    0,
  );
