import { expect, it } from 'vitest';
import { notice } from '../test/samples.ts';
import { titleOf } from './notice-text.ts';

it.each([
  ['Inlet temperature 31.2 °C', 'Data hall A', 'CRITICAL · Data hall A: Inlet temperature 31.2 °C'],
  ['Data hall A CRAH A1 state: fault', 'Data hall A', 'CRITICAL · Data hall A CRAH A1 state: fault'],
  ['Gateway 1 is offline', null, 'CRITICAL · Gateway 1 is offline'],
])('says the place of "%s" once in its title', (sentence, place, title) => {
  expect(titleOf(notice({ sentence, place }))).toBe(title);
});
