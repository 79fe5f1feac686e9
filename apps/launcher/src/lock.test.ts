import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readHolder, takeLock } from './lock.ts';
import { identify } from './process-identity.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'wachter-lock-'));
  file = path.join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const hold = (holder: object | string) => writeFileSync(file, typeof holder === 'string' ? holder : JSON.stringify(holder));

describe('takeLock', () => {
  it('takes a free lock and leaves nothing behind when it is given back', () => {
    const lock = takeLock(file);
    expect(lock.kind).toBe('held');
    expect(readHolder(file)?.pid).toBe(process.pid);
    if (lock.kind === 'held') lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused while a living process holds it, and says which', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    try {
      hold(identify(other.pid ?? 0) ?? {});
      expect(takeLock(file)).toEqual({ kind: 'taken', by: identify(other.pid ?? 0) });
    } finally {
      other.kill('SIGKILL');
    }
  });

  it('takes the lock of a process that was killed', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const known = identify(other.pid ?? 0);
    other.kill('SIGKILL');
    await new Promise((resolve) => other.once('exit', resolve));
    hold(known ?? {});
    expect(takeLock(file).kind).toBe('held');
  });

  it.each([
    ['of an earlier boot', { boot: 'another boot' }],
    ['whose number was given to another process', { begunAt: '1' }],
  ])('takes a lock %s', (_, change) => {
    hold({ ...identify(process.ppid), ...change });
    expect(takeLock(file).kind).toBe('held');
  });

  it.each(['', '{', '{"pid":"x"}'])('takes a lock that was half written: %j', (text) => {
    hold(text);
    expect(takeLock(file).kind).toBe('held');
  });
});
