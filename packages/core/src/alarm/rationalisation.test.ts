import { describe, expect, it } from 'vitest';
import { instance } from '../../test/rule-fixture.ts';
import { priorities } from '../quantity/define.ts';
import { consequenceClasses, priorityMatrix, priorityMixOf, proposedPriority, type Rationalisation } from './rationalisation.ts';
import { rationalisationStatus } from './rationalisation-status.ts';

describe('the matrix of priorities', () => {
  it.each([
    ['severe', 5, 'critical'],
    ['severe', 31, 'high'],
    ['major', 5, 'critical'],
    ['major', 6, 'high'],
    ['major', 30, 'high'],
    ['major', 240, 'medium'],
    ['major', 241, 'low'],
    ['minor', 1, 'medium'],
    ['negligible', 1, 'low'],
  ] as const)('proposes for %s consequences within %d minutes: %s', (consequence, minutes, priority) => {
    expect(proposedPriority(consequence, minutes)).toBe(priority);
  });

  it('never asks for more with more time, or with less at stake', () => {
    const weight = (row: number, column: number) =>
      priorities.indexOf(priorityMatrix[consequenceClasses[row] ?? 'severe'][column as 0] ?? 'low');
    for (const row of [0, 1, 2, 3]) {
      for (const column of [0, 1, 2, 3]) {
        if (column > 0) expect(weight(row, column)).toBeGreaterThanOrEqual(weight(row, column - 1));
        if (row > 0) expect(weight(row, column)).toBeGreaterThanOrEqual(weight(row - 1, column));
      }
    }
  });
});

describe('the record of a rule', () => {
  const params = { high: { warning: 27 } };
  const rule = instance({ params, priority: 'high', respondWithinMinutes: 10 });
  const record: Rationalisation = {
    ...{ id: 'r', ruleId: rule.id, at: 0, by: 'Ada', approvedBy: 'Bob', why: 'servers throttle', consequence: 'major' },
    ...{ respondWithinMinutes: 10, proposed: 'high', priority: 'high', deviation: null, reviewAt: 1000, params },
  };

  it.each([
    ['none', rule, null, 0],
    ['valid', rule, record, 999],
    ['review-due', rule, record, 1000],
    ['changed', { ...rule, priority: 'low' as const }, record, 0],
    ['changed', { ...rule, respondWithinMinutes: null }, record, 0],
    ['changed', { ...rule, params: { high: { warning: 28 } } }, record, 2000],
    ['valid', { ...rule, params: { dwellSeconds: 0, high: { warning: 27 } } }, record, 0],
  ] as const)('is %s', (status, present, newest, now) => {
    expect(rationalisationStatus(present, newest, now)).toBe(status);
  });
});

it('lays the mix of priorities beside the published one', () => {
  expect(priorityMixOf(['low', 'low', 'low', 'high'])).toEqual([
    { priority: 'critical', count: 0, share: 0, target: 0.01 },
    { priority: 'high', count: 1, share: 0.25, target: 0.05 },
    { priority: 'medium', count: 0, share: 0, target: 0.15 },
    { priority: 'low', count: 3, share: 0.75, target: 0.8 },
  ]);
  expect(priorityMixOf([]).every(({ share }) => share === 0)).toBe(true);
});
