import { nodeCrypto } from '@wachter/store/node-crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BrokerAccount } from '../ports/site-store.ts';
import { rightsOf } from './account-rights.ts';
import { mayPublish, maySubscribe } from './may.ts';
import { renderAclFile } from './render-acl-file.ts';
import { renderMosquittoConfig } from './render-mosquitto-config.ts';
import { renderPasswordFile } from './render-password-file.ts';
import { hashSecret, newSecret, verifySecret } from './secret.ts';
import { coversFilter, isTopicFilter, matchesFilter } from './topic-filter.ts';

const account = (userName: string, more: Partial<BrokerAccount> = {}): BrokerAccount => ({
  ...{
    userName,
    secretHash: '$7$101$c2FsdHNhbHRzYWx0$aGFzaA==',
    kind: 'device',
    dialect: 'native',
    createdAt: 0,
    createdBy: 'Ada',
  },
  ...{ publish: [`wachter/v1/${userName}/#`], subscribe: [`wachter/v1/${userName}/ack`], revokedAt: null },
  ...more,
});

describe('topic filters', () => {
  it.each([
    ['a/b', 'a/b', true],
    ['a/b', 'a/b/c', false],
    ['a/+', 'a/b', true],
    ['a/+', 'a/', true],
    ['a/+', 'a', false],
    ['a/+/c', 'a/b/c', true],
    ['a/#', 'a', true],
    ['a/#', 'a/b/c', true],
    ['#', 'a/b', true],
    ['#', '$SYS/uptime', false],
    ['+/uptime', '$SYS/uptime', false],
    ['$SYS/#', '$SYS/uptime', true],
    ['+', '/a', false],
    ['/+', '/a', true],
    ['a/B', 'a/b', false],
  ])('%s matches %s: %s', (filter, topic, expected) => {
    expect(matchesFilter(filter, topic)).toBe(expected);
  });

  it.each(['', 'a#', 'a/#/b', 'a/b+', '+a/b', 'a/\0'])('%j is no filter', (filter) => {
    expect(isTopicFilter(filter)).toBe(false);
  });

  it('covers exactly what it says: whatever the inner filter matches, the outer matches too', () => {
    const level = fc.constantFrom('a', 'b', '+', '$x', '');
    const filter = fc
      .tuple(fc.array(level, { minLength: 1, maxLength: 4 }), fc.boolean())
      .map(([levels, isOpen]) => [...levels, ...(isOpen ? ['#'] : [])].join('/'));
    const topic = fc
      .array(fc.constantFrom('a', 'b', 'c', '$x', ''), { minLength: 1, maxLength: 5 })
      .map((levels) => levels.join('/'));
    let covered = 0;
    fc.assert(
      fc.property(filter, filter, fc.array(topic, { minLength: 20, maxLength: 20 }), (outer, inner, topics) => {
        if (!coversFilter(outer, inner)) return;
        covered += 1;
        for (const one of topics) if (matchesFilter(inner, one)) expect(matchesFilter(outer, one)).toBe(true);
      }),
      { numRuns: 5000 },
    );
    expect(covered).toBeGreaterThan(100);
  });
});

describe('what an account may do', () => {
  const own = account('env-1');

  it.each([
    ['wachter/v1/env-1/data', true],
    ['wachter/v1/env-1', true],
    ['wachter/v1/env-10/data', false],
    ['wachter/v1/env-2/data', false],
    ['wachter/v1/+/data', false],
    ['wachter/v1/env-1/#', false],
    ['$SYS/broker', false],
    ['$share/g/wachter/v1/env-1/data', false],
    ['', false],
    ['wachter/v1/env-1/\0', false],
  ])('publishes to %j: %s', (topic, expected) => {
    expect(mayPublish(own, topic)).toBe(expected);
  });

  it.each([
    ['wachter/v1/env-1/ack', true],
    ['wachter/v1/env-2/ack', false],
    ['wachter/v1/+/ack', false],
    ['wachter/v1/env-1/+', false],
    ['wachter/v1/env-1/#', false],
    ['#', false],
    ['+/+/#', false],
    ['$SYS/#', false],
    ['$share/x/wachter/v1/env-1/ack', false],
  ])('subscribes to %j: %s', (filter, expected) => {
    expect(maySubscribe(own, filter)).toBe(expected);
  });

  it('gives nobody the broker’s own topics, whatever the account says', () => {
    const all = account('root', { publish: ['#', '$SYS/#'], subscribe: ['#', '$SYS/#', '$share/#'] });
    expect(mayPublish(all, '$SYS/broker')).toBe(false);
    expect(maySubscribe(all, '$SYS/#')).toBe(false);
    expect(maySubscribe(all, '$share/g/#')).toBe(false);
    expect(maySubscribe(all, 'a/#')).toBe(true);
  });

  it('gives a revoked account nothing', () => {
    const gone = account('env-1', { revokedAt: 1 });
    expect([mayPublish(gone, 'wachter/v1/env-1/data'), maySubscribe(gone, 'wachter/v1/env-1/ack')]).toEqual([false, false]);
  });

  it('keeps a Sparkplug node to its own births, data and deaths: it commands nobody', () => {
    const rights = rightsOf('sparkplug-b', 'power');
    const node = account('power', { publish: rights?.publish ?? [], subscribe: rights?.subscribe ?? [] });
    expect(mayPublish(node, 'spBv1.0/rotterdam-1/NBIRTH/power')).toBe(true);
    expect(mayPublish(node, 'spBv1.0/rotterdam-1/DDATA/power/genset-1')).toBe(true);
    expect(mayPublish(node, 'spBv1.0/rotterdam-1/NCMD/power')).toBe(false);
    expect(mayPublish(node, 'spBv1.0/rotterdam-1/DDATA/other/genset-1')).toBe(false);
    expect(maySubscribe(node, 'spBv1.0/rotterdam-1/NCMD/power')).toBe(true);
    expect(maySubscribe(node, 'spBv1.0/+/NCMD/+')).toBe(false);
  });
});

describe('secrets', () => {
  it('are 24 random bytes that only their own hash knows', async () => {
    const secret = newSecret(nodeCrypto);
    expect(Buffer.from(secret, 'base64url')).toHaveLength(24);
    const [one, two] = [await hashSecret(secret, nodeCrypto), await hashSecret(secret, nodeCrypto)];
    expect(one).not.toBe(two);
    expect(await verifySecret(secret, one, nodeCrypto)).toBe(true);
    expect(await verifySecret(secret.toLowerCase(), one, nodeCrypto)).toBe(false);
    expect(await verifySecret('', one, nodeCrypto)).toBe(false);
  });

  it('knows a hash that mosquitto_passwd made', async () => {
    const made =
      '$7$101$jsnwIurnOpaobY78$y13lNKAQFRTxQb07iyVj+dZzFLgaLRVqY3yPo2tq3PL5meg+GzRyIv7RzXpzrWtaN91OJvPGaWGisi/X1a43Ig==';
    expect(await verifySecret('correct horse', made, nodeCrypto)).toBe(true);
    expect(await verifySecret('correct house', made, nodeCrypto)).toBe(false);
  });

  it.each([
    '',
    '$7$',
    'plain',
    '$6$101$c2FsdA==$aGFzaA==',
    '$7$0$c2FsdA==$aGFzaA==',
    '$7$101$c2FsdA==$aGFzaA==$x',
    '$7$99999999$c2FsdA==$aGFzaA==',
    '$7$101$?$?',
  ])('takes no secret for the hash %j', async (hash) => {
    expect(await verifySecret('secret', hash, nodeCrypto)).toBe(false);
  });
});

describe('files for a broker', () => {
  const accounts = [account('env-2'), account('env-1'), account('gone-1', { revokedAt: 5 }), account('evil\ntopic readwrite #')];

  it('lists passwords of accounts in force, and nothing that could break out of its line', () => {
    expect(renderPasswordFile(accounts)).toBe('env-1:$7$101$c2FsdHNhbHRzYWx0$aGFzaA==\nenv-2:$7$101$c2FsdHNhbHRzYWx0$aGFzaA==\n');
  });

  it('writes each account its own rights and none for anybody else', () => {
    const text = renderAclFile([
      ...accounts,
      account('odd-1', { publish: ['a\ntopic readwrite #', '$SYS/#', 'a/b'], subscribe: [] }),
    ]);
    expect(text).toContain('user env-1\ntopic write wachter/v1/env-1/#\ntopic read wachter/v1/env-1/ack\n');
    expect(text).toContain('user odd-1\ntopic write a/b\n');
    expect(text).not.toMatch(/gone-1|readwrite|\$SYS|pattern/);
    expect(text.split('\n').find((line) => line.startsWith('topic') || line.startsWith('user'))).toMatch(/^user /);
  });

  it('says no to everything that loses data or lets strangers in', () => {
    const files = { passwordFile: '/etc/m/passwords', aclFile: '/etc/m/acl', persistenceFolder: '/var/lib/m/' };
    const text = renderMosquittoConfig(files);
    for (const line of [
      'allow_anonymous false',
      'use_username_as_clientid true',
      'persistence true',
      'check_retain_source true',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    expect(Number(/^max_queued_messages (\d+)$/m.exec(text)?.[1])).toBeGreaterThan(1000);
    expect(text.match(/^listener .*$/gm)).toEqual(['listener 1883 127.0.0.1']);
    expect(text.indexOf('use_username_as_clientid')).toBeGreaterThan(text.indexOf('listener 1883'));
    const tls = { port: 8883, caFile: '/c/ca.pem', certificateFile: '/c/cert.pem', keyFile: '/c/key.pem' };
    expect(renderMosquittoConfig({ ...files, tls }).match(/^(listener|tls_version) .*$/gm)).toEqual([
      ...['listener 1883 127.0.0.1', 'listener 8883', 'tls_version tlsv1.2'],
    ]);
  });
});
