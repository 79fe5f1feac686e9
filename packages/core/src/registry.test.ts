import { expect, it } from 'vitest';
import { registryOf } from './registry.ts';

it('finds entries by id and refuses two with the same', () => {
  expect(registryOf('rules', [{ id: 'a' }, { id: 'b' }]).get('b')).toEqual({ id: 'b' });
  expect(() => registryOf('rules', [{ id: 'a' }, { id: 'a' }])).toThrow('Two rules have the id "a"');
});
