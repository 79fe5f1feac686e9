import { rm } from 'node:fs/promises';
import { type BackupManifest, type BackupPlace, baseFolder, basesIn, walFile, walIn } from './backup-place.ts';

const DAY = 86_400_000;

/** What is kept: all of the last two days, then the last of each day for a fortnight; the newest always. Pure. */
export function basesToKeep(bases: readonly BackupManifest[], now: number): readonly BackupManifest[] {
  const days = new Map<number, BackupManifest>();
  for (const base of bases) days.set(Math.floor(base.endedAt / DAY), base);
  return bases.filter((base, index) => {
    const age = now - base.endedAt;
    if (index === bases.length - 1 || age < 2 * DAY) return true;
    return age < 14 * DAY && days.get(Math.floor(base.endedAt / DAY)) === base;
  });
}

/** Takes away what is not kept, and the WAL from before the oldest base that is. Nothing while there is no base. */
export async function forgetOld(place: BackupPlace, now: number): Promise<{ readonly bases: number; readonly walFiles: number }> {
  const bases = await basesIn(place);
  const kept = basesToKeep(bases, now);
  const [oldest] = kept;
  if (!oldest) return { bases: 0, walFiles: 0 };
  const gone = bases.filter((base) => !kept.includes(base));
  for (const { id } of gone) await rm(baseFolder(place, id), { recursive: true, force: true });
  const wal = (await walIn(place)).filter((name) => name < oldest.firstWal);
  for (const name of wal) await rm(walFile(place, name), { force: true });
  return { bases: gone.length, walFiles: wal.length };
}
