import { expect, it } from 'vitest';
import { notice } from '../test/samples.ts';
import { renderFully, titleOf } from './notice-text.ts';

it.each([
  ['Inlet temperature 31.2 °C', 'Data hall A', 'CRITICAL · Data hall A: Inlet temperature 31.2 °C'],
  ['Data hall A CRAH A1 state: fault', 'Data hall A', 'CRITICAL · Data hall A CRAH A1 state: fault'],
  ['Gateway 1 is offline', null, 'CRITICAL · Gateway 1 is offline'],
])('says the place of "%s" once in its title', (sentence, place, title) => {
  expect(titleOf(notice({ sentence, place }))).toBe(title);
});

it('says what to do, by when, why and what comes of waiting, in the language of the reader', () => {
  expect(renderFully(notice({ locale: 'nl' })).text).toContain(
    [
      'Wat te doen: Look at cooler C3.\nCall +31 10 000 00 00.',
      'Reageer binnen: 10 min',
      'Waarschijnlijke oorzaak: A fan stopped, or a door stands open.',
      'Als niemand iets doet: Servers throttle after ten minutes.',
    ].join('\n'),
  );
});

it('gives no advice on what is over', () => {
  expect(renderFully(notice({ kind: 'resolved' })).text).not.toMatch(/What to do|Respond within|Likely cause|If nobody acts/);
});
