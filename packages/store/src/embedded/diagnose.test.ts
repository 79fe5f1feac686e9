import { expect, test } from 'vitest';
import { diagnose, isPortTaken, mayPassSoon } from './diagnose.ts';

const where = { folder: '/data', logFile: '/data/postgres.log' };

test.each([
  ['disk-full', 'PANIC:  could not write to file "pg_wal/xlogtemp.42": No space left on device'],
  ['disk-full', 'initdb: error: could not create directory "pg_wal": No space left on device'],
  ['version-mismatch', 'FATAL:  database files are incompatible with server'],
  ['data-damaged', 'PANIC:  could not locate a valid checkpoint record at 0/1528'],
  ['data-damaged', 'FATAL:  could not open directory "pg_notify": No such file or directory'],
  ['in-use', 'FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use'],
  ['start-failed', 'FATAL:  something new'],
] as const)('sees %s in what the server said, and says what to do', (kind, output) => {
  const error = diagnose(`LOG:  starting\n${output}\n`, where);
  expect(error.kind).toBe(kind);
  expect(error.message).toContain('/data/postgres.log');
  expect(error.message.split('\n')).toHaveLength(1);
});

test('waits only for what passes by itself', () => {
  expect(mayPassSoon('FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use')).toBe(true);
  expect(mayPassSoon('FATAL:  database files are incompatible with server')).toBe(false);
  expect(isPortTaken('LOG:  could not bind IPv4 address "127.0.0.1": Address already in use')).toBe(true);
});
