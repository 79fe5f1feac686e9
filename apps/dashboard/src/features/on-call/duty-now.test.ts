import type { Duty } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { dutyNow } from './duty-now.ts';

const stretch = (person: string | null, from: number, until: number): Duty => ({
  person,
  because: { kind: person === null ? 'uncovered' : 'layer', name: 'All' },
  from,
  until,
});
const of = (first: Duty, ...later: readonly Duty[]) => ({ now: first, duties: [first, ...later] });
const people = [
  { id: 'ada', name: 'Ada', isReachable: true },
  { id: 'bob', name: 'Bob', isReachable: false },
];

describe('who is on duty now', () => {
  it('is told with the hand-over to somebody else, not with a change of the reason', () => {
    const rota = of(
      stretch('ada', 0, 5),
      { ...stretch('ada', 5, 8), because: { kind: 'override', name: 'x' } },
      stretch('bob', 8, 9),
    );
    expect(dutyNow(rota, { people })).toEqual({ situation: 'onDuty', until: 8 });
  });

  it('has no end when the week ends before the duty does', () => {
    expect(dutyNow(of(stretch('ada', 0, 7)), { people })).toEqual({ situation: 'onDuty', until: null });
  });

  it('is nobody, or somebody who cannot be reached, or somebody who is gone', () => {
    expect(dutyNow(of(stretch(null, 0, 5), stretch('ada', 5, 8)), { people })).toEqual({ situation: 'nobody', until: 5 });
    expect(dutyNow(of(stretch('bob', 0, 5)), { people })).toMatchObject({ situation: 'unreachable' });
    expect(dutyNow(of(stretch('gone', 0, 5)), { people })).toMatchObject({ situation: 'unreachable' });
  });
});
