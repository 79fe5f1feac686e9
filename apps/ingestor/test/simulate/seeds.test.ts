import { expect, it } from 'vitest';
import { sumOf, unreached } from './coverage.ts';
import { expectAgreement } from './run-seeds.ts';

it('raises what should be raised and nothing else, through every fault, in 30 days of the seeds 1 to 20 (A01, A02)', {
  timeout: 1_200_000,
}, async () => {
  const coverages = await expectAgreement({ from: 1, count: 20 }, 30);
  expect(unreached(sumOf(coverages), 2)).toEqual([]);
});
