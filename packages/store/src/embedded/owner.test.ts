import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isOwnedByAnother } from './owner.ts';

const fieldsOf = (pid: number): readonly string[] => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
};

describe.skipIf(!existsSync('/proc/self/stat'))('the owner of an embedded server', () => {
  it('is one that lives, by its number and its start', () => {
    const owner = { port: 1, postmasterPid: 1, ownerPid: process.ppid };
    expect(isOwnedByAnother({ ...owner, ownerStartedAt: fieldsOf(process.ppid)[19] ?? '' })).toBe(true);
    expect(isOwnedByAnother({ ...owner, ownerStartedAt: '1' })).toBe(false);
  });

  it('is nobody when it was killed and its parent has not collected it', async () => {
    const parent = spawn('sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const ownerPid = Number(line.toString());
    try {
      await expect.poll(() => fieldsOf(ownerPid)[0], { timeout: 10_000 }).toBe('Z');
      const ownerStartedAt = fieldsOf(ownerPid)[19] ?? '';
      expect(isOwnedByAnother({ port: 1, postmasterPid: 1, ownerPid, ownerStartedAt })).toBe(false);
    } finally {
      parent.kill('SIGKILL');
    }
  });
});
