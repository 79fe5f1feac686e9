import { randomUUID } from 'node:crypto';
import { baseEveryMs, verifyEveryMs } from '@wachter/services/backup/health';
import type { BackupPlaceRow, BackupRow } from '@wachter/services/ports/backup-store';
import type { Store } from '@wachter/services/ports/store';
import type { BackupPlace } from '@wachter/store/embedded/backup/backup-place';
import type { Backups } from '@wachter/store/embedded/backup/backups';
import { factsOf } from './facts.ts';

const MINUTE = 60_000;
/** The first of a new data folder comes when the start is over; what failed is tried again after as long. */
const settleMs = 5 * MINUTE;
const againMs = 15 * MINUTE;
const placesEveryMs = 30_000;
const DAY = 24 * 60 * MINUTE;

interface KeeperDeps {
  readonly backups: Backups;
  readonly places: readonly BackupPlace[];
  readonly store: Pick<Store, 'backups'>;
  readonly now: () => number;
  /** Looks into a restored database: throws when it is not what it should be; gives figures for the record. */
  readonly look: (url: string) => Promise<Readonly<Record<string, number>>>;
  readonly tell: (what: object, message: string) => void;
}

export interface Keeper {
  /** Hands on the log, and makes or tries a backup when it is due. Never throws: what went wrong is noted. */
  readonly round: () => Promise<void>;
  /** A base backup now, whatever is due; resolves with its rows. */
  readonly takeNow: () => Promise<readonly BackupRow[]>;
  /** A restore of the newest backup of this place now; resolves with its row. */
  readonly verifyNow: (place: BackupPlace) => Promise<BackupRow>;
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Makes backups when they are due, and writes down what became of them where people see it. */
export function createKeeper({ backups, places, store, now, look, tell }: KeeperDeps): Keeper {
  const begunAt = now();
  const reached = new Map<string, number>();
  const tried = { base: Number.NEGATIVE_INFINITY, verify: Number.NEGATIVE_INFINITY };
  let shownAt = Number.NEGATIVE_INFINITY;

  const note = async (row: Omit<BackupRow, 'id' | 'endedAt'>): Promise<BackupRow> => {
    const whole = { ...row, id: randomUUID(), endedAt: now() };
    await store.backups.note(whole);
    tell({ backup: row.kind, place: row.place, problem: row.problem }, row.problem === null ? 'backup' : 'backup failed');
    return whole;
  };

  const handOn = async () => {
    const at = now();
    const { waiting, problems } = await backups.moveWal();
    for (const { folder } of places) if (!problems.has(folder)) reached.set(folder, at);
    if (at - shownAt < placesEveryMs && problems.size === 0) return;
    shownAt = at;
    const rows = places.map(({ folder }): BackupPlaceRow => {
      const problem = problems.get(folder) ?? null;
      return {
        place: folder,
        reachedAt: reached.get(folder) ?? null,
        waiting: problem === null ? 0 : waiting,
        problem,
        updatedAt: at,
      };
    });
    await store.backups.putPlaces(rows);
  };

  const takeNow = async (): Promise<readonly BackupRow[]> => {
    const startedAt = now();
    const rows: BackupRow[] = [];
    const failed = (place: string, problem: string) => note({ kind: 'base', place, startedAt, problem, facts: {} });
    try {
      const { bytes, places: taken, problems } = await backups.takeBase();
      for (const place of taken) rows.push(await note({ kind: 'base', place, startedAt, problem: null, facts: { bytes } }));
      for (const [place, problem] of problems) rows.push(await failed(place, problem));
      await backups.forgetOld();
    } catch (error) {
      for (const { folder } of places) rows.push(await failed(folder, reason(error)));
    }
    return rows;
  };

  const verifyNow = async (place: BackupPlace): Promise<BackupRow> => {
    const startedAt = now();
    const row = { kind: 'verify' as const, place: place.folder, startedAt };
    try {
      const found = await backups.verify(place, look);
      return await note({ ...row, problem: null, facts: factsOf(found) });
    } catch (error) {
      return note({ ...row, problem: reason(error), facts: {} });
    }
  };

  const takeWhenDue = async () => {
    if (now() - begunAt < settleMs || now() - tried.base < againMs) return;
    const newest = await Promise.all(places.map((place) => backups.newest(place)));
    if (newest.every((base) => base !== null && now() - base.endedAt < baseEveryMs)) return;
    tried.base = now();
    await takeNow();
  };

  const verifyWhenDue = async () => {
    if (now() - tried.verify < againMs) return;
    // Another place each day: all of them are tried.
    const place = places[Math.floor(now() / DAY) % places.length];
    if (!place || (await backups.newest(place)) === null) return;
    const last = (await store.backups.rows(100)).find(({ kind, problem }) => kind === 'verify' && problem === null);
    if (last && now() - last.endedAt < verifyEveryMs) return;
    tried.verify = now();
    await verifyNow(place);
  };

  return {
    takeNow,
    verifyNow,
    round: async () => {
      for (const step of [handOn, takeWhenDue, verifyWhenDue]) {
        await step().catch((error: unknown) => tell({ error: reason(error) }, 'backups'));
      }
    },
  };
}
