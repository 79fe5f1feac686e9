import { expect, it } from 'vitest';
import { adviceFor, firstSentence } from './responses.ts';

it.each([
  ['Start the spare cooler. Then call the duty engineer.', 'Start the spare cooler.'],
  ['Keep 27.5 °C in view and wait', 'Keep 27.5 °C in view and wait'],
  ['Look at cooler C3\nCall 112', 'Look at cooler C3'],
  ['  Leave the room!  ', 'Leave the room!'],
  ['', ''],
])('reads the first sentence of "%s"', (text, first) => {
  expect(firstSentence(text)).toBe(first);
});

it('knows the advice of a rule, and none of a rule that says nothing', () => {
  const advice = { response: { en: 'Look', nl: 'Kijk' }, respondWithinMinutes: 5 };
  expect(adviceFor({ advice: [advice], ofRule: { a: 0 } }, { ruleId: 'a' })).toBe(advice);
  expect(adviceFor({ advice: [advice], ofRule: { a: 0 } }, { ruleId: 'b' })).toBeNull();
});
