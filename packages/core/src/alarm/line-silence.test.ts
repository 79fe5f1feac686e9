import { describe, expect, it } from 'vitest';
import { isLineSilent, type LineSpeaker } from './line-silence.ts';

const SECOND = 1_000;
const speaker = (lastHeardAt: number, intervalSeconds = 10, isGone = false): LineSpeaker => ({
  ...{ lastHeardAt: lastHeardAt * SECOND, intervalMs: intervalSeconds * SECOND, isGone },
});
const at = (seconds: number, speakers: readonly LineSpeaker[], hearsSince = 0) =>
  isLineSilent(speakers, hearsSince * SECOND, seconds * SECOND);

describe('the silence of a line', () => {
  const fast = [speaker(92), speaker(96), speaker(100)];

  it('is said once two that should have spoken did not, and nobody else did', () => {
    expect([at(120, fast), at(120.5, fast)]).toEqual([false, true]);
  });

  it('is not the silence of one device, of one that was silent before, or of those that are not due yet', () => {
    expect(at(500, [speaker(100)])).toBe(false);
    expect(at(500, [speaker(20), speaker(100)])).toBe(false);
    expect(at(200, [speaker(100), speaker(95, 300), speaker(90, 300)])).toBe(false);
  });

  it('is not said while one still speaks: the others are silent for reasons of their own', () => {
    expect(at(201, [...fast, speaker(200, 300)])).toBe(false);
    expect(at(201, [...fast, speaker(200)])).toBe(false);
  });

  it('is said at once where all are said to be gone, not where some are', () => {
    const gone = fast.map((one) => ({ ...one, isGone: true }));
    expect(at(101, gone)).toBe(true);
    expect(at(101, [...gone, speaker(99)])).toBe(false);
  });

  it('counts from when we could hear again', () => {
    expect([at(500, fast, 490), at(511, fast, 490)]).toEqual([false, true]);
  });

  it('says nothing where nobody ever spoke', () => {
    expect(at(500, [])).toBe(false);
  });
});
