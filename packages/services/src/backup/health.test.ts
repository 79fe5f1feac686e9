import { describe, expect, it } from 'vitest';
import type { BackupRow } from '../ports/backup-store.ts';
import { backupHealth } from './health.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const now = Date.UTC(2026, 0, 5, 12);

const row = (kind: BackupRow['kind'], ageMs: number, problem: string | null = null, place = '/a'): BackupRow => ({
  ...{ id: `${kind}${ageMs}`, kind, place, startedAt: now - ageMs, endedAt: now - ageMs, problem, facts: {} },
});
const placeAt = (ageMs: number | null, place = '/a') => ({
  ...{ place, waiting: ageMs === null ? 9 : 0, problem: ageMs === null ? 'away' : null, updatedAt: now },
  reachedAt: ageMs === null ? null : now - ageMs,
});
const good = [row('base', HOUR), row('verify', 20 * HOUR)];
const problems = (rows: readonly BackupRow[], places = [placeAt(MINUTE)], since = 0) =>
  backupHealth({ rows, places }, since, now)?.problems.map(({ en }) => en);

describe('how backups stand', () => {
  it('is well with a base of six hours, a restore of a day and a log that is handed on', () => {
    expect(problems(good)).toEqual([]);
    expect(backupHealth({ rows: good, places: [placeAt(0)] }, 0, now)).toMatchObject({
      newestBaseAt: now - HOUR,
      newestVerifiedAt: now - 20 * HOUR,
    });
  });

  it.each([
    [
      'a base that is too old',
      [row('base', 8 * HOUR), row('verify', HOUR)],
      [placeAt(0)],
      ['/a: the last base backup is 8 h old.'],
    ],
    ['a base that failed', [row('base', HOUR, 'full'), row('verify', HOUR)], [placeAt(0)], ['/a has no base backup.']],
    ['a place without one', good, [placeAt(0), placeAt(0, '/b')], ['/b has no base backup.']],
    ['a log that is not handed on', good, [placeAt(11 * MINUTE)], ['/a is behind: 0 log files wait.']],
    ['a place that is away', good, [placeAt(null)], ['/a is behind: 9 log files wait (away).']],
    [
      'a restore that is too old',
      [row('base', HOUR), row('verify', 27 * HOUR)],
      [placeAt(0)],
      ['No restore went well for more than a day.'],
    ],
    [
      'a restore that failed',
      [...good, row('verify', HOUR, 'is damaged.')],
      [placeAt(0)],
      ['The last restore failed: is damaged.'],
    ],
  ])('names %s', (_, rows, places, said) => expect(problems(rows, places)).toEqual(said));

  it('gives a new start its time, and says nothing where nobody makes backups', () => {
    expect(problems([], [placeAt(0)], now - HOUR)).toEqual([]);
    expect(problems([], [placeAt(0)], now - 30 * HOUR)).toEqual(['/a has no base backup.', 'No restore has gone well yet.']);
    expect(problems(good, [])).toBeUndefined();
  });
});
