import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backOff } from './back-off.ts';
import { consoleLine } from './console-line.ts';
import { openLogFile } from './log-file.ts';

describe('backOff', () => {
  it('waits longer after each quick death, at most half a minute', () => {
    const waits: number[] = [];
    let last: number | null = null;
    for (let death = 0; death < 9; death += 1) {
      last = backOff(last, 100);
      waits.push(last);
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });
  it('begins anew after a minute of calm', () => expect(backOff(30_000, 60_000)).toBe(500));
});

describe('consoleLine', () => {
  it.each([
    ['stdout', '{"level":30,"msg":"fine"}', null],
    ['stdout', '{"level":40,"msg":"careful"}', 'x  warn  careful'],
    ['stdout', '{"level":50,"msg":"bad","err":{"message":"why"}}', 'x  error  bad: why'],
    ['stdout', 'plain', null],
    ['stderr', 'plain', 'x  plain'],
    ['stderr', '', null],
    ['stderr', '\u001b[31mred\u0007', 'x  [31mred'],
    ['stdout', '{"level":50,"msg":"a\\u001b[2Jb"}', 'x  error  a [2Jb'],
  ] as const)('%s %j', (stream, line, shown) => {
    expect(consoleLine('x', stream, line)).toBe(shown);
  });
});

describe('openLogFile', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'wachter-log-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('never grows beyond its bounds, keeps the newest lines, and is private', () => {
    const file = path.join(folder, 'x.log');
    const log = openLogFile(file, { maxBytes: 100, kept: 2 });
    for (let line = 0; line < 100; line += 1) log.write(`line ${line}`);
    log.close();
    const files = readdirSync(folder).sort();
    expect(files).toEqual(['x.log', 'x.log.1', 'x.log.2']);
    for (const name of files) expect(statSync(path.join(folder, name)).size).toBeLessThanOrEqual(100);
    expect(readFileSync(file, 'utf8').trim().split('\n').at(-1)).toBe('line 99');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});
