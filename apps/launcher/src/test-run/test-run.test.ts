import { describe, expect, it } from 'vitest';
import { readPlaywright, readVitest } from './reports.ts';
import { judge, sum } from './step.ts';

const clean = { isClean: true, note: null };
const broken = { isClean: false, note: null };

describe('judge', () => {
  it('counts a failed step without tests as one failure', () => {
    expect(judge(broken, null)).toEqual({
      isPassed: false,
      tally: { passed: 0, failed: 1, skipped: 0 },
      note: 'ended with an error',
    });
  });
  it('counts tests, not steps, where there are tests', () => {
    expect(judge(broken, { passed: 10, failed: 2, skipped: 1 }).tally).toEqual({ passed: 10, failed: 2, skipped: 1 });
  });
  it('does not let a step pass that failed after all its tests passed', () => {
    expect(judge(broken, { passed: 10, failed: 0, skipped: 0 })).toMatchObject({
      isPassed: false,
      tally: { passed: 10, failed: 1 },
    });
  });
  it('does not let a step pass whose tests failed', () => {
    expect(judge(clean, { passed: 1, failed: 1, skipped: 0 }).isPassed).toBe(false);
  });
  it('adds up', () => {
    const one = { name: 'a', ms: 1, ...judge(clean, { passed: 3, failed: 0, skipped: 1 }) };
    const other = { name: 'b', ms: 1, ...judge(broken, null) };
    expect(sum([one, other])).toEqual({ passed: 3, failed: 1, skipped: 1 });
  });
});

describe('the reports', () => {
  it('counts a file that could not even be loaded', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ];
    expect(readVitest({ numPassedTests: 1, numFailedTests: 1, numPendingTests: 2, testResults })).toEqual({
      passed: 1,
      failed: 2,
      skipped: 2,
    });
  });
  it('counts a test that passed only at the second try as failed', () => {
    expect(readPlaywright({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 } })).toEqual({
      passed: 5,
      failed: 2,
      skipped: 2,
    });
  });
  it('counts an error outside of the tests', () => {
    expect(readPlaywright({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{}] }).failed).toBe(1);
  });
});
