import { randomUUID } from 'node:crypto';
import type { CoolingEpisode } from '@wachter/core';
import { describe, expect, it } from 'vitest';
import { hour, type MakeStore, minute, T0, useStore } from './fixture.contract.ts';

const episode = (from: number, more: Partial<CoolingEpisode> = {}): CoolingEpisode => ({
  ...{ from, to: from + 10 * minute, coolingLeft: 0.25, loadKw: null, fromC: 21.5, toC: 29, misfitK: 0.125 },
  ...{ rate: { mean: -0.25, sd: 0.0625 }, rise: { mean: 3.5, sd: 0.5 }, quality: 'good' },
  ...more,
});

/** What every adapter of `ThermalStore` must do. */
export function describeThermalStore(makeStore: MakeStore): void {
  describe('ThermalStore', () => {
    const store = useStore(makeStore);
    const at = () => store().thermal;
    const anyRoom = () => ({ siteId: randomUUID(), roomId: randomUUID() });

    it('keeps an episode once, however often it is written', async () => {
      const room = anyRoom();
      const kept = await at().keepEpisode(room, episode(T0), T0 + hour);
      expect(kept).toMatchObject({ ...room, version: 1, recordedAt: T0 + hour, episode: episode(T0) });
      expect(await at().keepEpisode(room, episode(T0), T0 + 2 * hour)).toBeNull();
      expect(await at().episodes(room.roomId, 10)).toEqual([kept]);
    });

    it('takes what overlaps for a further version of the same episode, also when late data moved its beginning', async () => {
      const room = anyRoom();
      const first = await at().keepEpisode(room, episode(T0), T0 + hour);
      const better = episode(T0 - minute, { loadKw: 80 });
      expect(await at().keepEpisode(room, better, T0 + 2 * hour)).toMatchObject({ episodeId: first?.episodeId, version: 2 });
      expect((await at().episodes(room.roomId, 10)).map((one) => one.episode)).toEqual([better]);
    });

    it('lists the newest episodes of one room first', async () => {
      const [room, other] = [anyRoom(), anyRoom()];
      for (const n of [0, 1, 2]) await at().keepEpisode(room, episode(T0 + n * hour), T0);
      await at().keepEpisode(other, episode(T0), T0);
      expect((await at().episodes(room.roomId, 2)).map((one) => (one.episode.from - T0) / hour)).toEqual([2, 1]);
      expect(await at().episodes(randomUUID(), 10)).toEqual([]);
    });

    it('gives two writers at once one episode', async () => {
      const room = anyRoom();
      await Promise.all([at().keepEpisode(room, episode(T0), T0), at().keepEpisode(room, episode(T0), T0)]);
      expect(await at().episodes(room.roomId, 10)).toHaveLength(1);
    });
  });
}
