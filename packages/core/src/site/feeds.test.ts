import { describe, expect, it } from 'vitest';
import { feedLoop, sourcesFirst, upstreamOf } from './feeds.ts';

const fed = (ways: Readonly<Record<string, readonly string[]>>) => Object.entries(ways).map(([id, fedBy]) => ({ id, fedBy }));

describe('feeds', () => {
  const site = fed({ rack: ['pdu-a', 'pdu-b'], 'pdu-a': ['board'], 'pdu-b': ['board'], board: ['mains', 'genset'], mains: [] });

  it('may join again behind two sources', () => {
    expect(feedLoop(site)).toBeNull();
    expect(feedLoop([])).toBeNull();
  });

  it('that come back to where they began are found, in the order of flow', () => {
    expect(feedLoop(fed({ a: ['c'], b: ['a'], c: ['b'], d: ['a'] }))).toEqual(['b', 'c', 'a']);
    expect(feedLoop(fed({ a: ['a'] }))).toEqual(['a']);
  });

  it('are put in order with sources first, also where the list begins at the end', () => {
    expect(sourcesFirst(site).map(({ id }) => id)).toEqual(['mains', 'board', 'pdu-a', 'pdu-b', 'rack']);
  });

  it('lead upstream by way of everything between', () => {
    expect([...upstreamOf(['pdu-b'], site)].toSorted()).toEqual(['board', 'genset', 'mains', 'pdu-b']);
  });
});
