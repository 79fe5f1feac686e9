import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contiguousOf, type Numbering, takeNumber, unnumbered } from './numbering.ts';

const after = (...numbers: readonly (number | readonly [seq: number, lost: number])[]): Numbering =>
  numbers.reduce<Numbering>((before, item) => {
    const [seq, lost] = typeof item === 'number' ? [item, 0] : item;
    return takeNumber(before, seq, lost).numbering;
  }, unnumbered);

describe('the numbering of a device', () => {
  it.each([
    ['in order', [1, 2, 3], 3, []],
    ['with a hole', [1, 2, 5], 2, [{ from: 3, to: 4 }]],
    [
      'with a hole in the middle of a hole',
      [1, 6, 3],
      1,
      [
        { from: 2, to: 2 },
        { from: 4, to: 5 },
      ],
    ],
    ['with its hole filled from the front', [1, 5, 2, 3], 3, [{ from: 4, to: 4 }]],
    ['with its hole filled entirely', [1, 4, 3, 2], 4, []],
    ['that starts later than one', [4], 0, [{ from: 1, to: 3 }]],
  ])('%s', (_, numbers, contiguous, missing) => {
    const numbering = after(...numbers);
    expect(contiguousOf(numbering)).toBe(contiguous);
    expect(numbering.missing).toEqual(missing);
  });

  it('knows a message it had, and leaves everything as it was', () => {
    const before = after(1, 2, 4);
    const step = takeNumber(before, 2, 9);
    expect(step.isDuplicate).toBe(true);
    expect(step.numbering).toBe(before);
  });

  it('closes as lost what the device says it dropped, oldest first', () => {
    const step = takeNumber(after(1, 2), 10, 4);
    expect(step.closed).toEqual([{ from: 3, to: 6, outcome: 'lost-by-device' }]);
    expect(step.numbering.missing).toEqual([{ from: 7, to: 9 }]);
  });

  it('keeps the word "lost" until the hole it means shows itself', () => {
    const numbering = after(1, 2, [3, 2]);
    expect(numbering.lostCredit).toBe(2);
    expect(contiguousOf(takeNumber(numbering, 6, 0).numbering)).toBe(6);
  });

  it('has for any order of arrival exactly the numbers that did not come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 }), (numbers) => {
        const { highest, missing } = after(...numbers);
        const holes = missing.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index));
        const came = new Set(numbers);
        const expected = Array.from({ length: highest }, (_, index) => index + 1).filter((seq) => !came.has(seq));
        expect(holes).toEqual(expected);
      }),
    );
  });
});
