import { describe, expect, it } from 'vitest';
import { serverClock } from './server-clock.ts';

function clocks() {
  const at = { monotonic: 1_000, wall: 5_000_000 };
  return { at, clock: serverClock({ monotonic: () => at.monotonic, wall: () => at.wall }) };
}

describe('the server clock of a browser', () => {
  it('carries the server time on, whatever the wall clock of the browser says', () => {
    const { at, clock } = clocks();
    clock.hear(900_000);
    at.monotonic += 2_500;
    at.wall += 2_500;
    expect(clock.now()).toBe(902_500);
    expect(clock.silentMs()).toBe(2_500);
  });

  it('lets ages grow over a sleep in which the steady clock stood still', () => {
    const { at, clock } = clocks();
    clock.hear(900_000);
    at.wall += 3_600_000;
    expect(clock.now()).toBe(900_000 + 3_600_000);
    expect(clock.silentMs()).toBe(3_600_000);
  });

  it('does not grow younger when the wall clock is set back', () => {
    const { at, clock } = clocks();
    clock.hear(900_000);
    at.monotonic += 4_000;
    at.wall -= 7_200_000;
    expect(clock.now()).toBe(904_000);
  });

  it('has heard nothing at first', () => {
    const { clock } = clocks();
    expect(clock.silentMs()).toBeNull();
    expect(clock.now()).toBe(5_000_000);
  });
});
