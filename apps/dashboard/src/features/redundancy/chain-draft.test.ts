import { describe, expect, it } from 'vitest';
import { chainDraftOf, chainOf, hasPathFault } from './chain-draft.ts';

describe('a chain that is typed', () => {
  const draft = chainDraftOf(null);
  const [a, b] = draft.paths;

  it('begins with two ways without groups, which is not enough', () => {
    expect(draft.paths.map(({ name }) => name)).toEqual(['A', 'B']);
    expect(hasPathFault(draft)).toBe(true);
  });

  it('is wrong with two ways of one name, and right with a group on each', () => {
    if (!a || !b) throw new Error('two ways were made');
    const whole = { ...draft, paths: [a, b].map((path) => ({ ...path, groups: ['7'] })) };
    expect(hasPathFault(whole)).toBe(false);
    expect(hasPathFault({ ...whole, paths: whole.paths.map((path) => ({ ...path, name: ' A' })) })).toBe(true);
    expect(chainOf(whole)).toEqual({
      paths: [
        { name: 'A', groups: ['7'] },
        { name: 'B', groups: ['7'] },
      ],
    });
  });
});
