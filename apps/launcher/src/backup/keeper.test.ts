import { openMemoryStore } from '@wachter/store';
import type { BackupManifest, BackupPlace } from '@wachter/store/embedded/backup/backup-place';
import type { Backups } from '@wachter/store/embedded/backup/backups';
import { describe, expect, it } from 'vitest';
import { createKeeper } from './keeper.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const [one, two] = [{ folder: '/mnt/one' }, { folder: '/mnt/two' }];

function lab() {
  const clock = { now: Date.UTC(2026, 0, 5) };
  const wrong = { wal: new Map<string, string>(), base: null as string | null, verify: null as string | null };
  const bases = new Map<string, number>();
  const manifest = (endedAt: number): BackupManifest => ({
    ...{ format: 1, id: 'x', major: 18, startedAt: endedAt, endedAt, firstWal: '', lastWal: '', label: '', bytes: 7 },
    ...{ files: [], folders: [] },
  });
  const newest = async ({ folder }: BackupPlace) => {
    const at = bases.get(folder);
    return at === undefined ? null : manifest(at);
  };
  const backups: Backups = {
    moveWal: async () => ({ moved: 0, waiting: 4, problems: wrong.wal }),
    newest,
    takeBase: async () => {
      if (wrong.base) throw new Error(wrong.base);
      for (const { folder } of [one, two]) bases.set(folder, clock.now);
      return { ...manifest(clock.now), places: [one.folder, two.folder], problems: new Map() };
    },
    verify: async (_, look) => {
      if (wrong.verify) throw new Error(wrong.verify);
      return { id: 'x', rows: { site: 1 }, newestReadingAt: 5, walFiles: 2, found: await look('url') };
    },
    forgetOld: async () => undefined,
  };
  const store = openMemoryStore({ now: () => clock.now });
  const keeper = createKeeper({
    ...{ backups, places: [one, two], store, now: () => clock.now, tell: () => undefined },
    look: async () => ({ auditRecords: 3 }),
  });
  const pass = async (ms: number) => {
    for (const end = clock.now + ms; clock.now < end; clock.now += 5 * MINUTE) await keeper.round();
  };
  const kinds = async () =>
    (await store.backups.rows(500)).map(({ kind, problem }) => (problem === null ? kind : `${kind}: ${problem}`));
  return { clock, wrong, store, pass, kinds };
}

describe('the keeper of backups', () => {
  it('makes one in every place each six hours, and tries a restore each day', async () => {
    const { pass, kinds, store } = lab();
    await pass(24 * HOUR);
    const seen = await kinds();
    expect(seen.filter((kind) => kind === 'base')).toHaveLength(8);
    expect(seen.filter((kind) => kind === 'verify')).toHaveLength(1);
    const verified = (await store.backups.rows(500)).find(({ kind }) => kind === 'verify');
    expect(verified?.facts).toEqual({ 'rows.site': 1, walFiles: 2, newestReadingAt: 5, auditRecords: 3 });
  });

  it('notes what failed with its reason, and tries again after a quarter of an hour', async () => {
    const { pass, kinds, wrong } = lab();
    wrong.base = 'disk full';
    await pass(30 * MINUTE);
    expect(await kinds()).toEqual(Array.from({ length: 4 }, () => 'base: disk full'));
    wrong.base = null;
    wrong.verify = 'is damaged';
    await pass(35 * MINUTE);
    expect((await kinds()).filter((kind) => kind === 'base')).toHaveLength(2);
    expect((await kinds()).filter((kind) => kind === 'verify: is damaged').length).toBeGreaterThan(1);
  });

  it('says how far each place is: one that is away stays where it was', async () => {
    const { pass, store, wrong, clock } = lab();
    await pass(10 * MINUTE);
    const before = clock.now - 5 * MINUTE;
    wrong.wal = new Map([[two.folder, 'no such device']]);
    await pass(20 * MINUTE);
    const last = clock.now - 5 * MINUTE;
    expect(await store.backups.places()).toEqual([
      { place: one.folder, reachedAt: last, waiting: 0, problem: null, updatedAt: last },
      { place: two.folder, reachedAt: before, waiting: 4, problem: 'no such device', updatedAt: last },
    ]);
  });
});
