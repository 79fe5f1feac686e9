import { describe, expect, it } from 'vitest';
import { instantOfIso, instantOfMs, instantOfSeconds } from './instant.ts';

describe('an instant of the wire', () => {
  it.each([0, 5e-324, 0.9, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e18, '1', null])('is none: %s ms', (ms) => {
    expect(instantOfMs(ms)).toBeNull();
  });
  it('is whole milliseconds', () => {
    expect(instantOfMs(1_588_074_240_833.7)).toBe(1_588_074_240_833);
    expect(instantOfSeconds(1_588_074_240.8334)).toBe(1_588_074_240_833);
    expect(instantOfSeconds(0.0004)).toBeNull();
  });
  it('is none without a zone, and none before the calendar of a clock that was set', () => {
    expect(instantOfIso('2020-04-28T13:44:00.833+02:00')).toBe(1_588_074_240_833);
    expect(instantOfIso('2020-04-28T13:44:00')).toBeNull();
    expect(instantOfIso('1970-01-01T00:00:00Z')).toBeNull();
  });
});
