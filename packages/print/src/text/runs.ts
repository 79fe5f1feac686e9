import type { Weight } from '../fonts.ts';

/** Letters that one font has. */
export interface Run {
  readonly font: string;
  readonly text: string;
}

/** Which font of a weight has a letter; null: none has. */
export type FontOf = (letter: string, weight: Weight) => string | null;

const UNKNOWN = '?';

/** Text in pieces of one font each. A letter that no font has becomes a question mark: a missing sign must show. */
export function runsOf(text: string, weight: Weight, fontOf: FontOf): readonly Run[] {
  const runs: { font: string; text: string }[] = [];
  for (const letter of text) {
    const own = fontOf(letter, weight);
    const font = own ?? fontOf(UNKNOWN, weight);
    if (font === null) continue;
    const shown = own === null ? UNKNOWN : letter;
    const last = runs.at(-1);
    if (last?.font === font) last.text += shown;
    else runs.push({ font, text: shown });
  }
  return runs;
}
