import { describe, expect, it } from 'vitest';
import { stopDecider } from './stop-signals.ts';

function pressedAt(times: readonly number[]): readonly string[] {
  const happened: string[] = [];
  let now = 0;
  const decide = stopDecider({ onStop: () => happened.push('stop'), onKill: () => happened.push('kill') }, () => now);
  for (const time of times) {
    now = time;
    decide('SIGINT');
  }
  return happened;
}

describe('stopDecider', () => {
  it('stops at the first Ctrl-C', () => expect(pressedAt([0])).toEqual(['stop']));
  it('takes signals that come together for one press', () => expect(pressedAt([0, 3, 40])).toEqual(['stop']));
  it('kills at the second, once', () => expect(pressedAt([0, 5, 1500, 1504, 4000])).toEqual(['stop', 'kill']));
});
