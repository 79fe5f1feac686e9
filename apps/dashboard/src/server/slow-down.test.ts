import { describe, expect, it } from 'vitest';
import { forgetAfterMs, slowDown } from './slow-down.ts';

const now = 1_800_000_000_000;
const failures = (count: number, agoMs = 1_000) => ({ count, lastAt: now - agoMs });

describe('slowing down sign-ins', () => {
  it.each([
    [0, 0],
    [2, 0],
    [3, 250],
    [4, 500],
    [6, 2_000],
    [7, 4_000],
    [500, 4_000],
  ])('after %i failures on an account an attempt waits about %i ms', (count, delayMs) => {
    expect(slowDown({ account: failures(count), address: null }, now, 0.5)).toEqual({ kind: 'go', delayMs });
  });

  it('never refuses an account from an address that has not failed: nobody can lock the shift out', () => {
    expect(slowDown({ account: failures(1_000_000), address: failures(0) }, now, 0.99)).toMatchObject({ kind: 'go' });
  });

  it('refuses an address that has failed often, for at most a minute', () => {
    expect(slowDown({ account: null, address: failures(20, 0) }, now, 0)).toEqual({ kind: 'refuse', retryAfterSeconds: 2 });
    expect(slowDown({ account: null, address: failures(90, 0) }, now, 0)).toEqual({ kind: 'refuse', retryAfterSeconds: 60 });
    expect(slowDown({ account: null, address: failures(90, 60_000) }, now, 0)).toMatchObject({ kind: 'go' });
  });

  it('spreads the delays, so that their length tells nothing', () => {
    const delays = [0, 0.3, 0.6, 0.99].map((chance) => slowDown({ account: failures(5), address: null }, now, chance));
    expect(new Set(delays.map((one) => (one.kind === 'go' ? one.delayMs : -1))).size).toBe(4);
  });

  it('forgets after a quarter of an hour without a failure', () => {
    expect(slowDown({ account: failures(50, forgetAfterMs), address: failures(50, forgetAfterMs) }, now, 0.5)).toEqual({
      kind: 'go',
      delayMs: 0,
    });
  });
});
