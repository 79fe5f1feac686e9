import { describe, expect, it } from 'vitest';
import { guardOrigin, withLoopbackNames } from './guard-origin.ts';

const own = ['https://wachter.example', 'http://127.0.0.1:3000'];
const heads = (values: Readonly<Record<string, string>>) => ({ get: (name: string) => values[name] ?? null });

describe('the origin guard', () => {
  it.each<[string, Record<string, string>, boolean]>([
    ['our own page', { origin: 'https://wachter.example', 'sec-fetch-site': 'same-origin' }, true],
    ['our own page in a browser without Sec-Fetch-Site', { origin: 'http://127.0.0.1:3000' }, true],
    ['no Origin at all', {}, false],
    ['an empty Origin', { origin: '' }, false],
    ['a sandboxed page', { origin: 'null' }, false],
    ['another site', { origin: 'https://evil.example' }, false],
    ['our name on another port', { origin: 'http://127.0.0.1:3001' }, false],
    ['our name over plain http', { origin: 'http://wachter.example' }, false],
    ['our name as a beginning', { origin: 'https://wachter.example.evil.example' }, false],
    ['our name in capitals', { origin: 'https://WACHTER.example' }, false],
    ['a neighbour under the same registered name', { origin: 'https://wachter.example', 'sec-fetch-site': 'same-site' }, false],
    ['another site that claims our Origin', { origin: 'https://wachter.example', 'sec-fetch-site': 'cross-site' }, false],
    ['an address typed by hand', { origin: 'https://wachter.example', 'sec-fetch-site': 'none' }, false],
  ])('judges a change from %s', (_, values, isAllowed) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'post']) {
      expect(guardOrigin(method, heads(values), own).ok).toBe(isAllowed);
    }
  });

  it.each(['GET', 'HEAD', 'OPTIONS'])('lets %s read without an origin', (method) => {
    expect(guardOrigin(method, heads({}), own).ok).toBe(true);
  });

  it('takes the names of one machine for one', () => {
    expect(withLoopbackNames(['http://127.0.0.1:3000'])).toContain('http://localhost:3000');
    expect(withLoopbackNames(['https://wachter.example'])).toEqual(['https://wachter.example']);
  });
});
