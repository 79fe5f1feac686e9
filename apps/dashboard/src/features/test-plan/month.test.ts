import { describe, expect, it } from 'vitest';
import { stepMonth, weeksOf } from './month.ts';

describe('a month of the calendar', () => {
  it('is whole weeks from Monday to Sunday', () => {
    const weeks = weeksOf('2026-11');
    expect(weeks[0]).toEqual(['2026-10-26', '2026-10-27', '2026-10-28', '2026-10-29', '2026-10-30', '2026-10-31', '2026-11-01']);
    expect(weeks).toHaveLength(6);
    expect(weeks.flat().filter((date) => date.startsWith('2026-11'))).toHaveLength(30);
    expect(weeksOf('2027-02')).toHaveLength(4);
  });

  it('is followed and preceded over the end of a year', () => {
    expect(stepMonth('2026-12', 1)).toBe('2027-01');
    expect(stepMonth('2026-01', -1)).toBe('2025-12');
  });
});
