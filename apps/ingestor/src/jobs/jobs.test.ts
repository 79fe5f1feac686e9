import { describe, expect, it } from 'vitest';
import { silentLog } from '../log.ts';
import { createJobs, DEFAULT_RETENTION, type Job, storageJobs } from './jobs.ts';

describe('housekeeping', () => {
  const bench = (run: Job['run'], everyMs = 60_000) => {
    const clock = { now: 0 };
    return { clock, jobs: createJobs([{ id: 'job', everyMs, run }], { log: silentLog, now: () => clock.now }) };
  };

  it('runs a job when it is due, not before', async () => {
    let runs = 0;
    const { clock, jobs } = bench(async () => {
      runs += 1;
      return null;
    });
    for (const now of [0, 59_999, 60_000]) {
      clock.now = now;
      await jobs.round();
    }
    expect(runs).toBe(2);
  });

  it('counts a failure, says why, tries again soon, and is well again after a good run', async () => {
    let isBroken = true;
    const { clock, jobs } = bench(async () => {
      if (isBroken) throw new Error('disk full');
      return null;
    });
    await jobs.round();
    expect(jobs.states()).toEqual([{ id: 'job', ranAt: null, failures: 1, problem: 'disk full' }]);
    isBroken = false;
    clock.now = 6_000;
    await jobs.round();
    expect(jobs.states()).toEqual([{ id: 'job', ranAt: 6_000, failures: 1, problem: null }]);
  });

  it('makes the partitions of this month and the two after it, and drops by age', async () => {
    const asked: unknown[] = [];
    const note =
      <T>(name: string, answer: T) =>
      async (...given: unknown[]) => {
        asked.push([name, ...given]);
        return answer;
      };
    const store = {
      ensurePartitions: note('ensure', []),
      rollUp: note('roll-up', { done: 0, left: 0 }),
      dropBefore: note('drop', []),
      deleteBefore: note('delete', 0),
      boundQuarantine: note('bound', 0),
    };
    const now = Date.UTC(2026, 0, 31);
    const jobs = createJobs(storageJobs(store, DEFAULT_RETENTION), { log: silentLog, now: () => now });
    await jobs.round();
    expect(asked).toContainEqual(['ensure', now, Date.UTC(2026, 3, 3)]);
    expect(asked).toContainEqual(['drop', 'reading', now - 400 * 86_400_000]);
    expect(jobs.states().every(({ problem }) => problem === null)).toBe(true);
  });
});
