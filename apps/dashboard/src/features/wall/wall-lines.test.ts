import type { StatusLine } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { LINES_STALE_MS, linesHeight, shownLines } from './wall-lines.ts';

const line: StatusLine = {
  id: 'power',
  title: { en: 'MAINS', nl: 'NET' },
  sentence: { en: 'ok', nl: 'goed' },
  state: 'normal',
};

describe('the lines of the wall', () => {
  it('are said in the language of the screen', () => {
    expect(shownLines([line], { locale: 'nl', at: 0, now: 0 })).toEqual([
      { id: 'power', title: 'NET', sentence: 'goed', state: 'normal' },
    ]);
  });

  it('are unknown when they came too long ago, however calm they were', () => {
    const state = (age: number) => shownLines([line], { locale: 'en', at: 0, now: age })[0]?.state;
    expect(state(LINES_STALE_MS)).toBe('normal');
    expect(state(LINES_STALE_MS + 1)).toBe('unknown');
  });

  it('take two rows where they are long', () => {
    const of = (sentence: string) => linesHeight([{ id: 'a', title: 'A', sentence, state: 'normal' }]);
    expect(of('x'.repeat(80))).toBeGreaterThan(of('x'));
    expect(linesHeight([])).toBe(0);
  });
});
