import { describe, expect, it } from 'vitest';
import type { Withholding } from '../alarm/withholding.ts';
import { planReminders } from './remind.ts';

const MINUTE = 60_000;
const shelved = (change: Partial<Withholding> = {}): Withholding => ({
  ...{ id: 'w1', siteId: 's', kind: 'shelved', scopeKind: 'rule', scopeId: 'r', fromAt: 0, untilAt: 60 * MINUTE },
  ...{ reason: 'filters', workOrder: null, createdAt: 0, createdBy: 'Tess', createdByUser: 'tess', source: null },
  ...{ endedAt: null, endedBy: null, remindedAt: null, ...change },
});
const plan = (now: number, shelvings = [shelved()], routes: readonly string[] = ['mail', 'sms']) =>
  planReminders({
    ...{ now, shelvings, newId: () => 'n1' },
    routesOf: () => routes.map((channelId) => ({ channelId, address: 'a' })),
  });

describe('a reminder before shelving ends', () => {
  it.each([
    ['eleven minutes before', 49, []],
    ['ten minutes before', 50, ['w1']],
    ['a minute before', 59, ['w1']],
    ['not when it has ended', 60, []],
  ])('%s', (_, minute, reminded) => expect(plan(minute * MINUTE).reminded).toEqual(reminded));

  it('goes to whoever shelved it, by the first way to them', () => {
    expect(plan(55 * MINUTE).notices).toMatchObject([
      { subjectKind: 'shelving', subjectId: 'w1', kind: 'ending', recipient: 'tess', channelId: 'mail', state: 'queued' },
    ]);
  });

  it('is done with where there is no way to them, and goes to nobody where it was no person', () => {
    expect(plan(55 * MINUTE, [shelved()], [])).toEqual({ notices: [], reminded: ['w1'] });
    expect(plan(55 * MINUTE, [shelved({ createdByUser: null })])).toEqual({ notices: [], reminded: [] });
  });
});
