import { describe, expect, it } from 'vitest';
import { defaultPolicy } from './escalation.ts';
import { tellingTimeline } from './timeline.ts';

const policy = defaultPolicy([{ kind: 'role', role: 'technician' }]);
const minutes = (priority: 'critical' | 'high' | 'medium' | 'low', isReached = true) =>
  tellingTimeline(policy, { priority, untilMinute: 60 }, () => isReached).map(
    ({ minute, isRepeat }) => `${minute}${isRepeat ? ' again' : ''}`,
  );

describe('the first hour of an alarm that nobody acknowledges', () => {
  it('says at which minutes somebody is told', () => {
    expect(minutes('critical')).toEqual(['0', '5', '20 again', '35 again', '50 again']);
    expect(minutes('high')).toEqual(['0', '15']);
    expect(minutes('medium')).toEqual(['0', '60']);
    expect(minutes('low')).toEqual([]);
  });

  it('goes on to the next step at once where nobody is reached by the one before', () => {
    expect(minutes('high', false)).toEqual(['0', '0', '60 again']);
  });
});
