import { expect, it } from 'vitest';
import { defaultPolicy } from './escalation.ts';
import { tellingTimeline } from './timeline.ts';

const policy = defaultPolicy([{ kind: 'role', role: 'technician' }]);
const minutes = (priority: 'critical' | 'high' | 'medium' | 'low') =>
  tellingTimeline(policy, priority, 60).map(({ minute, isRepeat }) => `${minute}${isRepeat ? ' again' : ''}`);

it('says at which minutes of the first hour somebody is told while nobody acknowledges', () => {
  expect(minutes('critical')).toEqual(['0', '5', '20 again', '35 again', '50 again']);
  expect(minutes('high')).toEqual(['0', '15']);
  expect(minutes('medium')).toEqual(['0', '60']);
  expect(minutes('low')).toEqual([]);
});
