import type { BrokerAccount } from '@wachter/services/ports/site-store';
import { describe, expect, it } from 'vitest';
import { decidePublish, decideSubscribe, mayReceive } from './access.ts';
import { createSecurityEvents } from './security-events.ts';

const node: BrokerAccount = {
  userName: 'node-a',
  secretHash: '',
  kind: 'device',
  dialect: 'native',
  publish: ['wachter/v1/node-a/#', 'tele/node-a/#'],
  subscribe: ['wachter/v1/node-a/ack'],
  createdAt: 0,
  createdBy: 'test',
  revokedAt: null,
};

describe('decidePublish', () => {
  it.each([
    ['wachter/v1/node-a/data', false, 'allowed'],
    ['wachter/v1/node-a/data', true, 'without-retain'],
    ['wachter/v1/node-a/status', true, 'allowed'],
    ['wachter/v1/node-a/birth', true, 'allowed'],
    ['wachter/v1/node-a/x/birth', true, 'without-retain'],
    ['tele/node-a/LWT', true, 'allowed'],
    ['tele/node-a/SENSOR', true, 'without-retain'],
    ['wachter/v1/node-b/data', false, 'refused'],
    ['$SYS/x', false, 'refused'],
  ])('%s retained=%s: %s', (topic, isRetained, kind) => {
    expect(decidePublish(node, topic, isRetained).kind).toBe(kind);
  });
  it('refuses an account that is gone or revoked', () => {
    expect(decidePublish(undefined, 'wachter/v1/node-a/data', false).kind).toBe('refused');
    expect(decidePublish({ ...node, revokedAt: 1 }, 'wachter/v1/node-a/data', false).kind).toBe('refused');
    expect(decideSubscribe({ ...node, revokedAt: 1 }, 'wachter/v1/node-a/ack')).toBe(false);
    expect(mayReceive({ ...node, revokedAt: 1 }, 'wachter/v1/node-a/ack')).toBe(false);
  });
});

describe('createSecurityEvents', () => {
  it('counts all and tells each kind and user once a minute, with how many there were', () => {
    let now = 0;
    const told: string[] = [];
    const events = createSecurityEvents(
      ({ kind, userName, count }) => told.push(`${kind} ${userName} ${count}`),
      () => now,
    );
    const record = (userName: string) => events.record({ kind: 'login-refused', userName, address: '', detail: '' });
    for (let attempt = 0; attempt < 5; attempt += 1) record('a');
    record('b');
    now = 60_000;
    record('a');
    expect(told).toEqual(['login-refused a 1', 'login-refused b 1', 'login-refused a 5']);
    expect(events.counts()).toEqual({ 'login-refused': 7 });
  });
});
