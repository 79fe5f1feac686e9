import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environmentHelp, readEnv } from './env.ts';

const needed = { DATABASE_URL: 'postgresql://u@h/d', MQTT_URL: 'mqtt://h:1883' };
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wachter-env-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string, mode = 0o600) => {
  const full = path.join(folder, name);
  writeFileSync(full, text);
  chmodSync(full, mode);
  return full;
};

describe('the settings of the ingestor', () => {
  it('need a database and a broker, the rest has defaults', () => {
    expect(readEnv(needed)).toMatchObject({
      ok: true,
      value: { clientId: 'wachter-ingestor', filters: null, sparkplugHost: null, metricsPort: null, maxUnacked: 10_000 },
    });
  });

  it('take a list of topic filters, and a Sparkplug host by name', () => {
    const env = readEnv({ ...needed, WACHTER_TOPICS: 'wachter/v1/#, tele/+/SENSOR,', WACHTER_SPARKPLUG_HOST: '1' });
    expect(env).toMatchObject({ value: { filters: ['wachter/v1/#', 'tele/+/SENSOR'], sparkplugHost: 'wachter' } });
  });

  it('read the login from a file that only we can read', () => {
    const credentials = file('login.json', '{"username":"ing","password":"s3cret"}');
    expect(readEnv({ ...needed, WACHTER_MQTT_CREDENTIALS: credentials })).toMatchObject({
      value: { username: 'ing', password: 's3cret' },
    });
    const password = file('password', 's3cret\n');
    expect(readEnv({ ...needed, MQTT_USERNAME: 'ing', MQTT_PASSWORD_FILE: password })).toMatchObject({
      value: { password: 's3cret' },
    });
  });

  it.each([
    ['no settings', {}, 'DATABASE_URL'],
    ['a broker by http', { ...needed, MQTT_URL: 'http://h' }, 'must begin with mqtt://'],
    ['a bound of nothing', { ...needed, WACHTER_MAX_UNACKED: '0' }, 'WACHTER_MAX_UNACKED'],
    ['a file that is not there', { ...needed, WACHTER_MQTT_CREDENTIALS: '/nowhere/login' }, 'WACHTER_MQTT_CREDENTIALS'],
  ])('are refused with the name of the setting: %s', (_, given, text) => {
    const env = readEnv(given);
    expect(env.ok ? [] : env.error.join('\n')).toContain(text);
  });

  it('are refused when others can read the login, or it is no login, without repeating it', () => {
    for (const [open, word] of [
      [file('open.json', '{"username":"ing","password":"s3cret"}', 0o644), 'chmod 600'],
      [file('odd.json', '{"user":"s3cret"}'), 'must hold'],
    ] as const) {
      const env = readEnv({ ...needed, WACHTER_MQTT_CREDENTIALS: open });
      const said = env.ok ? '' : env.error.join('\n');
      expect(said).toContain(word);
      expect(said).not.toContain('s3cret');
    }
  });

  it('are all explained', () => {
    expect(
      environmentHelp()
        .split('\n')
        .every((line) => line.trim().split(/\s{2,}/).length === 2),
    ).toBe(true);
  });
});
