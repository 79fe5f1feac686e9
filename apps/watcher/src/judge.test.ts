import { describe, expect, it } from 'vitest';
import { type Finding, type Told, type Trouble, troubleAfter, type Word, wordFor } from './judge.ts';

const finding = (isWell: boolean): Finding => ({ check: 'dashboard', isWell, words: { en: 'gone', nl: 'weg' } });
const patience = { blindAfterMs: 60, repeatMs: 300 };

/** Plays looks of a second scale, one every 10 ms of a pretended clock, and lists what one listener is told. */
function play(looks: string, hears: (word: Word, at: number) => boolean = () => true): readonly string[] {
  const said: string[] = [];
  let trouble: Trouble | null = null;
  let told: Told | null = null;
  for (const [index, one] of [...looks].entries()) {
    const now = index * 10;
    trouble = troubleAfter(trouble, [finding(true), finding(one === '.')], now);
    const word = wordFor(trouble, told, { now, patience });
    if (word === null) continue;
    said.push(`${now} ${word}`);
    if (!hears(word, now)) continue;
    told = word === 'seeing' ? null : { since: trouble?.since ?? now, at: now };
  }
  return said;
}

describe('what a listener is told', () => {
  it('says nothing while all is well, and nothing of trouble that ends before its time', () => {
    expect(play('.....xxxxx.....xxxxxx....')).toEqual([]);
  });

  it('says blind once, again while it lasts, and seeing again once', () => {
    expect(play(`.${'x'.repeat(75)}.....`)).toEqual(['70 blind', '370 still-blind', '670 still-blind', '760 seeing']);
  });

  it('tries again at every look until it was heard, the end of it included', () => {
    const deaf = new Set([60, 70, 110]);
    expect(play('xxxxxxxxxx......', (_, at) => !deaf.has(at))).toEqual(['60 blind', '70 blind', '80 blind', '100 seeing']);
    expect(play('xxxxxxxxxxx.....', (_, at) => !deaf.has(at)).slice(-2)).toEqual(['110 seeing', '120 seeing']);
  });

  it('owes nobody an end of trouble that was never heard of', () => {
    expect(play('xxxxxxxxxx......', () => false)).toEqual(['60 blind', '70 blind', '80 blind', '90 blind']);
  });
});
