import { describe, expect, it } from 'vitest';
import type { BackupManifest } from './backup-place.ts';
import { basesToKeep } from './forget-old.ts';

const HOUR = 3_600_000;
const base = (endedAt: number): BackupManifest => ({
  ...{ format: 1, id: String(endedAt), major: 18, startedAt: endedAt, endedAt, firstWal: '', lastWal: '', label: '', bytes: 0 },
  ...{ files: [], folders: [] },
});
const now = Date.UTC(2026, 0, 31, 12);

describe('which backups are kept', () => {
  it('are all of two days, then the last of each day for a fortnight', () => {
    const every6Hours = Array.from({ length: 120 }, (_, n) => base(now - (119 - n) * 6 * HOUR));
    const ages = basesToKeep(every6Hours, now).map(({ endedAt }) => (now - endedAt) / HOUR);
    expect(ages.filter((age) => age < 48)).toEqual([42, 36, 30, 24, 18, 12, 6, 0]);
    expect(ages.filter((age) => age >= 48)).toHaveLength(12);
    expect(Math.max(...ages)).toBeLessThan(14 * 24);
  });

  it('is the newest always, however old', () => {
    const old = base(now - 900 * HOUR);
    expect(basesToKeep([base(now - 950 * HOUR), old], now)).toEqual([old]);
    expect(basesToKeep([], now)).toEqual([]);
  });
});
