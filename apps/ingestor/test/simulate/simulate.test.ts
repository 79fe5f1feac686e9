import { describe, expect, it } from 'vitest';
import { unreached } from './coverage.ts';
import { createChance } from './random.ts';
import { replayCommand, simulate } from './simulate.ts';

describe('the simulator', () => {
  it('plays a seed twice to the same byte', async () => {
    const [first, second] = [await simulate(7, 3), await simulate(7, 3)];
    expect(second.digest).toBe(first.digest);
    expect((await simulate(8, 3)).digest).not.toBe(first.digest);
  });

  it('names the command that replays a seed', () => {
    expect(replayCommand({ seed: 12, days: 30 })).toBe('npm run simulate -- --seed 12 --days 30');
  });

  it('names the rare paths that were not reached often enough', () => {
    expect(unreached({ escalated: 3, cleared: 20 }, 10)).toEqual(['escalated: 3']);
  });

  it('draws the same chances from the same seed', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, createChance(seed).next);
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });
});
