import { describe, expect, it } from 'vitest';
import { userWith } from '../../test/context.ts';
import { actorName } from './actor.ts';
import { can } from './can.ts';
import type { Action } from './policy.ts';

describe('can', () => {
  it('gives the reason with the refusal, as a sentence', () => {
    expect(can(userWith('viewer'), 'alarm.acknowledge', { kind: 'alarm' })).toEqual({
      allowed: false,
      reason: 'alarm.acknowledge needs the role technician or manager or administrator; Ada viewer is viewer.',
    });
    expect(can(userWith('technician'), 'alarm.acknowledge', { kind: 'alarm' })).toEqual({ allowed: true });
  });

  it.each(['__proto__', 'constructor', 'toString', 'alarm.delete', ''])(
    'refuses the action %j that nobody wrote down',
    (action) => {
      expect(can(userWith('administrator'), action as Action, { kind: 'alarm' }).allowed).toBe(false);
    },
  );

  it('refuses an action on an object of another kind', () => {
    expect(can(userWith('administrator'), 'alarm.reset', { kind: 'user' }).allowed).toBe(false);
  });

  it('names every kind of actor for the journal', () => {
    expect(actorName(userWith('manager'))).toBe('Ada manager');
    expect(actorName({ kind: 'token', id: '1', name: 'export', scopes: [] })).toBe('token export');
    expect(actorName({ kind: 'display', id: '1', siteId: null })).toBe('display 1');
    expect(actorName({ kind: 'system', name: 'engine' })).toBe('engine');
  });
});
