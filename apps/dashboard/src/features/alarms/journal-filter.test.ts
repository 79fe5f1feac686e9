import { describe, expect, it } from 'vitest';
import { journalExport, journalFilterOf, journalProblems, journalQuery, journalSearch } from './journal-filter.ts';

const timeZone = 'Europe/Amsterdam';
const room = '0197a000-0000-7000-8000-000000000001';
const choices = { room: [room], rule: ['limit'] };

describe('the filter of the journal', () => {
  it('comes back from its own address, without what it leaves open', () => {
    const filter = { ...journalFilterOf({}), subject: 'hall-a/temp & more', kind: 'acknowledged', from: '2026-11-25T08:00' };
    const search = journalSearch(filter);
    expect(search).toBe('?from=2026-11-25T08%3A00&subject=hall-a%2Ftemp+%26+more&kind=acknowledged');
    expect(journalFilterOf(Object.fromEntries(new URLSearchParams(search)))).toEqual(filter);
    expect(journalSearch(journalFilterOf({}))).toBe('');
    expect(journalSearch(journalFilterOf({}), '1_2')).toBe('?cursor=1_2');
  });

  it('reads nothing from words that are given twice or are no filter', () => {
    expect(journalSearch(journalFilterOf({ kind: ['raised', 'cleared'], other: 'x' }))).toBe('');
  });

  it('asks with the clocks of the site', () => {
    const filter = journalFilterOf({ from: '2026-11-25T08:00', to: '2026-11-25T09:30', state: 'normal', rule: 'limit', room });
    expect(journalQuery(filter, timeZone)).toEqual({
      ...{ from: Date.UTC(2026, 10, 25, 7), to: Date.UTC(2026, 10, 25, 8, 30), states: ['normal'], ruleType: 'limit' },
      ...{ subject: undefined, locationId: room, actor: undefined, kinds: undefined, priorities: undefined },
    });
  });

  it.each([
    [{ from: 'yesterday' }, ['from']],
    [{ to: '2026-02-31' }, ['to']],
    [{ from: '2026-11-25T08:00', to: '2026-11-25T08:00' }, ['to']],
    [{ kind: 'exploded', state: 'odd', priority: 'urgent' }, ['kind', 'state', 'priority']],
    [{ room: 'elsewhere', rule: 'gone' }, ['room', 'rule']],
    [{ from: '2026-11-25T08:00', to: '2026-11-25T08:01', room, rule: 'limit', kind: 'raised' }, []],
  ] as const)('says which fields of %j cannot be used', (asked, problems) => {
    expect(journalProblems(journalFilterOf(asked), { timeZone, choices })).toEqual(problems);
  });

  it('names the same rows in the address of its file', () => {
    const query = journalQuery(journalFilterOf({ from: '2026-11-25T08:00', actor: 'Ada', kind: 'reset', room }), timeZone);
    const [path, asked] = journalExport(query).split('?');
    expect(path).toBe('/api/export/journal');
    expect(Object.fromEntries(new URLSearchParams(asked))).toEqual({
      ...{ from: '2026-11-25T07:00:00.000Z', actor: 'Ada', locationId: room, kind: 'reset' },
    });
  });
});
