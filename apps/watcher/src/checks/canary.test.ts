import { describe, expect, it } from 'vitest';
import { type CanaryAlarm, type CanaryLine, canaryFinding, playRound } from './canary.ts';

const settings = { breach: 50, normal: 20, withinMs: 10_000 };

/** A pretended Wachter that raises and clears its alarm so many milliseconds after it was told to; null = never. */
function pretend({
  raiseMs,
  clearMs,
  leftover = [],
}: {
  raiseMs: number | null;
  clearMs: number | null;
  leftover?: CanaryAlarm[];
}) {
  const said: (number | string)[] = [];
  let now = 1_000_000;
  let breachAt: number | null = null;
  let normalAt: number | null = null;
  const line: CanaryLine = {
    publish: async (value) => {
      said.push(value);
      if (value === settings.breach) breachAt = now;
      else normalAt = now;
    },
    alarms: async () => {
      if (breachAt === null || raiseMs === null || now < breachAt + raiseMs) return leftover;
      const isOver = normalAt !== null && clearMs !== null && now >= normalAt + clearMs;
      return [...leftover, { id: 'a', activation: 1, activatedAt: breachAt, clearedAt: isOver ? now : null }];
    },
    acknowledge: async ({ id }) => void said.push(`acknowledged ${id}`),
    now: () => now,
    pause: async (ms) => {
      now += ms;
    },
  };
  return { line, said };
}

describe('A17: a round of the canary', () => {
  it('measures how long the alarm takes to come and to go, and takes it off the list', async () => {
    const { line, said } = pretend({ raiseMs: 750, clearMs: 500 });
    expect(await playRound(line, settings)).toEqual({ ok: true, value: { raisedMs: 750, clearedMs: 500 } });
    expect(said).toEqual([50, 20, 'acknowledged a']);
  });

  it('fails when the alarm does not come, and goes back to normal all the same', async () => {
    const { line, said } = pretend({ raiseMs: null, clearMs: null });
    expect(await playRound(line, settings)).toEqual({ ok: false, error: { kind: 'not-raised' } });
    expect(said).toEqual([50, 20]);
  });

  it('fails when the alarm does not go', async () => {
    const { line } = pretend({ raiseMs: 0, clearMs: null });
    expect(await playRound(line, settings)).toEqual({ ok: false, error: { kind: 'not-cleared' } });
  });

  it('does not take an alarm that was there before for its own', async () => {
    const leftover = [{ id: 'old', activation: 1, activatedAt: 0, clearedAt: null }];
    const { line } = pretend({ raiseMs: null, clearMs: null, leftover });
    expect(await playRound(line, settings)).toEqual({ ok: false, error: { kind: 'not-raised' } });
  });

  it('fails when the broker or the API is away', async () => {
    const { line } = pretend({ raiseMs: 0, clearMs: 0 });
    const away = async () => Promise.reject(new Error('away'));
    expect(await playRound({ ...line, publish: away }, settings)).toEqual({ ok: false, error: { kind: 'line-broken' } });
    expect(await playRound({ ...line, alarms: away }, settings)).toEqual({ ok: false, error: { kind: 'line-broken' } });
  });

  it('is trouble when it is missing for two periods, not before', () => {
    expect(canaryFinding(0, 599_999, 300_000).isWell).toBe(true);
    expect(canaryFinding(0, 600_000, 300_000)).toMatchObject({ isWell: false, words: { en: expect.stringContaining('10 min') } });
  });
});
