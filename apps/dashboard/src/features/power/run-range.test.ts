import { describe, expect, it } from 'vitest';
import { afterKey, chosen, panBy, placeOf, stagePlaces, wholeRange, zoomIn } from './run-range.ts';

const START = Date.UTC(2026, 10, 25, 12);
const second = (at: number) => START + at * 1000;
const whole = wholeRange(START, second(600), second(9000));

describe('the time shown of a run', () => {
  it('is the run with a minute around it, and ends now while it goes on', () => {
    expect(whole).toEqual({ from: second(-60), to: second(660) });
    expect(wholeRange(START, null, second(30)).to).toBe(second(30));
  });

  it('zooms around an instant, and never leaves the run nor goes below ten seconds', () => {
    const half = zoomIn(whole, { factor: 0.5, around: second(300), whole });
    expect(half).toEqual({ from: second(120), to: second(480) });
    expect(zoomIn(half, { factor: 8, around: second(300), whole })).toEqual(whole);
    const least = zoomIn(whole, { factor: 0.0001, around: second(300), whole });
    expect(least.to - least.from).toBe(10_000);
  });

  it('moves up to the ends of the run', () => {
    const part = { from: second(0), to: second(60) };
    expect(panBy(part, 0.5, whole)).toEqual({ from: second(30), to: second(90) });
    expect(panBy(part, -9, whole)).toEqual({ from: second(-60), to: second(0) });
    expect(panBy(part, 99, whole)).toEqual({ from: second(600), to: second(660) });
  });

  it('obeys the keys that zoom and move, and no others', () => {
    expect(afterKey('+', whole, whole)).toEqual({ from: second(120), to: second(480) });
    expect(afterKey('-', { from: second(120), to: second(480) }, whole)).toEqual(whole);
    expect(afterKey('ArrowRight', { from: second(0), to: second(40) }, whole)).toEqual({ from: second(10), to: second(50) });
    expect(afterKey('0', { from: second(0), to: second(40) }, whole)).toEqual(whole);
    expect(afterKey('Tab', whole, whole)).toBeNull();
  });

  it('takes what was drawn over in either direction', () => {
    expect(chosen(second(60), second(30), whole)).toEqual({ from: second(30), to: second(60) });
    expect(chosen(second(60), second(62), whole)).toEqual({ from: second(56), to: second(66) });
  });
});

describe('a stage in the time shown', () => {
  const range = { from: second(0), to: second(100) };

  it('lies where it is certain, and before that hatched where no sample saw', () => {
    const stage = { from: { after: second(10), by: second(20) }, to: { after: second(50), by: second(60) } };
    expect(stagePlaces(stage, range)).toEqual({ sure: { left: 20, width: 30 }, unsure: { left: 10, width: 10 } });
  });

  it('reaches from the edge and to the edge when it began before and lasts on', () => {
    expect(stagePlaces({ from: null, to: null }, range).sure).toEqual({ left: 0, width: 100 });
  });

  it('is nowhere when it lies outside', () => {
    expect(placeOf(second(200), second(300), range)).toBeNull();
  });
});
