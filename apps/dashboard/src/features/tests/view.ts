import type { AnnouncedTest, Instant } from '@wachter/core';
import { endOfTest } from '@wachter/core/power/announced-test';

/** `off`: called off before it began. */
export type TestPhase = 'coming' | 'open' | 'over' | 'off';

export function phaseOf(test: AnnouncedTest, now: Instant): TestPhase {
  const end = endOfTest(test);
  if (end <= test.from) return 'off';
  if (now < test.from) return 'coming';
  return now < end ? 'open' : 'over';
}
