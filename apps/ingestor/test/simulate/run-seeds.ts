import { expect } from 'vitest';
import type { Coverage } from './coverage.ts';
import { replayCommand, simulate } from './simulate.ts';

/** Runs the seeds and expects that engine and reference agree in all; a failure names the seed and how to replay it. */
export async function expectAgreement(
  seeds: { readonly from: number; readonly count: number },
  days: number,
): Promise<readonly Coverage[]> {
  const coverages: Coverage[] = [];
  for (let seed = seeds.from; seed < seeds.from + seeds.count; seed++) {
    const report = await simulate(seed, days);
    expect(report.differences, `replay with: ${replayCommand(report)}`).toEqual([]);
    coverages.push(report.coverage);
  }
  return coverages;
}
