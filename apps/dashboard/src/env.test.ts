import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnv } from './env.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'wachter-env-'));
const secretFile = path.join(folder, 'secret');
writeFileSync(secretFile, `${'s'.repeat(48)}\n`);
writeFileSync(path.join(folder, 'short'), 'short');
const least = { DATABASE_URL: 'postgresql://x', WACHTER_SESSION_SECRET_FILE: secretFile };

describe('the settings of the dashboard', () => {
  it('need a database and a secret, and nothing else', () => {
    expect(readEnv(least)).toMatchObject({
      port: 3000,
      origins: ['http://127.0.0.1:3000', 'http://localhost:3000'],
      metricsPort: undefined,
      isBehindProxy: false,
    });
  });

  it('take empty variables for unset ones', () => {
    expect(readEnv({ ...least, PORT: '', WACHTER_METRICS_PORT: '', WACHTER_ORIGIN: '' }).port).toBe(3000);
  });

  it('know several origins, without their paths', () => {
    const env = readEnv({ ...least, WACHTER_ORIGIN: 'https://wachter.example/x, http://10.0.0.5:3000' });
    expect(env.origins).toEqual(['https://wachter.example', 'http://10.0.0.5:3000']);
  });

  it.each([
    [{ DATABASE_URL: undefined }, /DATABASE_URL/],
    [{ PORT: '70000' }, /PORT/],
    [{ WACHTER_LOG_LEVEL: 'loud' }, /WACHTER_LOG_LEVEL/],
    [{ WACHTER_SESSION_SECRET_FILE: path.join(folder, 'short') }, /fewer than 32/],
  ])('say which one is wrong: %o', (change, sentence) => {
    expect(() => readEnv({ ...least, ...change })).toThrow(sentence);
  });
});
