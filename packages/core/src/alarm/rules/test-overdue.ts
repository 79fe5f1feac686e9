import { standingRule } from './standing.ts';

/** A test of emergency power that the plan asks for was not done by its latest day. Ends when none is late. */
export const testOverdue = standingRule({
  id: 'test-overdue',
  name: { en: 'A test of emergency power is overdue', nl: 'Een test van de noodstroom is te laat' },
  direction: 'overdue',
});
