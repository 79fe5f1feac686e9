import { expect, it } from 'vitest';
import { stopwatch } from './stopwatch.ts';

it.each([
  [0, '0:00'],
  [7_400, '0:07'],
  [751_000, '12:31'],
  [3_723_000, '1:02:03'],
  [-5, '0:00'],
])('%i ms are %s on a stopwatch', (ms, text) => expect(stopwatch(ms)).toBe(text));
