import { formatDuration, type Instant, type Words } from '@wachter/core';
import type { BackupPlaceRow, BackupRow } from '../ports/backup-store.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A base backup is made every six hours, a restore is tried every day; a log file is handed on within a minute. */
export const baseEveryMs = 6 * HOUR;
export const verifyEveryMs = 24 * HOUR;
const baseLateMs = 7 * HOUR;
const verifyLateMs = 26 * HOUR;
const walLateMs = 10 * MINUTE;

export interface BackupHealth {
  readonly newestBaseAt: Instant | null;
  readonly newestVerifiedAt: Instant | null;
  /** What is wrong, the worst first; empty: all is well. */
  readonly problems: readonly Words[];
}

/**
 * How backups stand. Null where nobody makes any (a database of one's own is backed up by whoever runs it): nothing can be said. `since`: when
 * somebody began to make them.
 */
export function backupHealth(
  { rows, places }: { readonly rows: readonly BackupRow[]; readonly places: readonly BackupPlaceRow[] },
  since: Instant,
  now: Instant,
): BackupHealth | null {
  if (places.length === 0) return null;
  const newest = (kind: BackupRow['kind'], place?: string) =>
    Math.max(
      ...rows.flatMap((row) =>
        row.kind === kind && row.problem === null && (place ?? row.place) === row.place ? [row.endedAt] : [],
      ),
    );
  const late = (at: number, limit: number) => now - Math.max(at, since) > limit;
  const ago = (at: number, locale: 'en' | 'nl') => formatDuration((now - at) / 1000, locale);
  const problems: Words[] = [];
  for (const { place, reachedAt, waiting, problem } of places) {
    const reached = reachedAt ?? Number.NEGATIVE_INFINITY;
    if (late(reached, walLateMs)) problems.push(behind({ place, waiting, problem }));
    const base = newest('base', place);
    if (!late(base, baseLateMs)) continue;
    problems.push(
      Number.isFinite(base)
        ? {
            en: `${place}: the last base backup is ${ago(base, 'en')} old.`,
            nl: `${place}: de laatste basisback-up is ${ago(base, 'nl')} oud.`,
          }
        : { en: `${place} has no base backup.`, nl: `${place} heeft geen basisback-up.` },
    );
  }
  const [tried] = rows.filter((row) => row.kind === 'verify').toSorted((a, b) => b.endedAt - a.endedAt);
  if (tried && tried.problem !== null)
    problems.push({ en: `The last restore failed: ${tried.problem}`, nl: `Het laatste herstel mislukte: ${tried.problem}` });
  const verified = newest('verify');
  if (late(verified, verifyLateMs))
    problems.push(
      Number.isFinite(verified)
        ? { en: 'No restore went well for more than a day.', nl: 'Al meer dan een dag is geen herstel gelukt.' }
        : { en: 'No restore has gone well yet.', nl: 'Er is nog geen herstel gelukt.' },
    );
  const known = (at: number) => (Number.isFinite(at) ? at : null);
  return { newestBaseAt: known(newest('base')), newestVerifiedAt: known(verified), problems };
}

const behind = ({ place, waiting, problem }: Pick<BackupPlaceRow, 'place' | 'waiting' | 'problem'>): Words => ({
  en: `${place} is behind: ${waiting} log files wait${problem === null ? '' : ` (${problem})`}.`,
  nl: `${place} loopt achter: ${waiting} logbestanden wachten${problem === null ? '' : ` (${problem})`}.`,
});
