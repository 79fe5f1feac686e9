import { describe, expect, it } from 'vitest';
import { runsOf } from './runs.ts';
import { wrap } from './wrap.ts';

const widthOf = (text: string) => text.length;

describe('breaking lines', () => {
  it('breaks between words and keeps every one of them', () => {
    expect(wrap('the mains was lost', 9, widthOf)).toEqual(['the mains', 'was lost']);
  });

  it('breaks inside a word that is wider than the line', () => {
    expect(wrap('a noodstroomaggregaat', 8, widthOf)).toEqual(['a', 'noodstro', 'omaggreg', 'aat']);
  });

  it('keeps newlines, and an empty text is one empty line', () => {
    expect(wrap('a\n\nb', 8, widthOf)).toEqual(['a', '', 'b']);
    expect(wrap('', 8, widthOf)).toEqual(['']);
  });
});

describe('fonts of a text', () => {
  const fontOf = (letter: string) => (/[a-z?]/.test(letter) ? 'latin' : /[α-ω]/.test(letter) ? 'greek' : null);

  it('changes where the letters ask for it', () => {
    expect(runsOf('abγδc', 'regular', fontOf)).toEqual([
      { font: 'latin', text: 'ab' },
      { font: 'greek', text: 'γδ' },
      { font: 'latin', text: 'c' },
    ]);
  });

  it('shows a sign that no font has as a question mark', () => {
    expect(runsOf('a漢b', 'regular', fontOf)).toEqual([{ font: 'latin', text: 'a?b' }]);
  });
});
