import { describe, expect, it } from 'vitest';
import { withoutPower } from './power-feed.ts';

const thing = (id: string, kind: 'mains' | 'switchgear' | 'ups' | 'pdu' | 'genset' | 'load', fedBy: readonly string[] = []) => ({
  id,
  kind,
  fedBy,
});

const site = [
  thing('board', 'switchgear', ['mains']),
  thing('ups-a', 'ups', ['board']),
  thing('ups-b', 'ups', ['board']),
  thing('pdu-a', 'pdu', ['ups-a']),
  thing('pdu-b', 'pdu', ['ups-b']),
  thing('rack', 'load', ['pdu-a', 'pdu-b']),
];
const dead = (...ids: readonly string[]) => Object.fromEntries(withoutPower(site, new Map(ids.map((id) => [id, id]))));

describe('what is without power', () => {
  it('is what hangs on dead equipment alone, under the loss nearest to the source', () => {
    expect(dead('ups-a')).toEqual({ 'ups-a': 'ups-a', 'pdu-a': 'ups-a' });
    expect(dead('ups-a', 'pdu-a')).toEqual({ 'ups-a': 'ups-a', 'pdu-a': 'ups-a' });
  });

  it('is a load with two sources only when both are dead', () => {
    expect(dead('pdu-a')).not.toHaveProperty('rack');
    expect(dead('pdu-a', 'ups-b')).toMatchObject({ 'pdu-b': 'ups-b', rack: 'pdu-a' });
  });

  it('is never a UPS whose input is dead, until it says itself that it is off', () => {
    expect(dead('board')).toEqual({ board: 'board' });
  });

  it('is found in a loop, too, without walking for ever', () => {
    const loop = [thing('a', 'pdu', ['b']), thing('b', 'pdu', ['a'])];
    expect(withoutPower(loop, new Map()).size).toBe(0);
    expect([...withoutPower(loop, new Map([['a', 'a']])).keys()]).toEqual(['a', 'b']);
  });
});
