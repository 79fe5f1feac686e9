import { expect, it } from 'vitest';
import { sumOf, unreached } from './coverage.ts';
import { expectAgreement } from './run-seeds.ts';

// A handful; `npm run simulate -- --seeds 200 --days 30` is a step of its own.
it('raises what should be raised and nothing else, through every fault, in 30 days of the seeds 1 to 6 (A01, A02)', {
  timeout: 600_000,
}, async () => {
  const coverages = await expectAgreement({ from: 1, count: 6 }, 30);
  expect(unreached(sumOf(coverages), 1)).toEqual([]);
});
