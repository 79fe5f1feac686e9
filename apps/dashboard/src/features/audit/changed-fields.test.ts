import { describe, expect, it } from 'vitest';
import { auditFilterOf, auditQuery, auditSearch } from './audit-filter.ts';
import { changedFields } from './changed-fields.ts';

describe('what an act changed', () => {
  it.each([
    [undefined, { name: 'A', place: null }, [{ name: 'name', before: null, after: '"A"' }]],
    [{ name: 'A' }, undefined, [{ name: 'name', before: '"A"', after: null }]],
    [{ name: 'A', limit: 27, list: [1] }, { name: 'A', limit: 28, list: [1] }, [{ name: 'limit', before: '27', after: '28' }]],
    ['one', 'two', [{ name: '', before: '"one"', after: '"two"' }]],
    [null, undefined, []],
  ])('%j → %j', (before, after, changed) => expect(changedFields(before, after)).toEqual(changed));
});

describe('the filter of the audit trail', () => {
  it('stands in the address and asks for what is set only', () => {
    const filter = auditFilterOf({ actor: ' Ada ', objectKind: ['a', 'b'], objectId: undefined, other: 'x' });
    expect(filter).toEqual({ actor: 'Ada', objectKind: '', objectId: '' });
    expect([auditQuery(filter), auditSearch(filter), auditSearch(filter, 7)]).toEqual([
      { actor: 'Ada' },
      '?actor=Ada',
      '?actor=Ada&before=7',
    ]);
    expect(auditSearch(auditFilterOf({}))).toBe('');
  });
});
