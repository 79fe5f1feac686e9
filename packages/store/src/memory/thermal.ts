import type { StoredEpisode, ThermalStore } from '@wachter/services/ports/index';
import { asJson, type Database } from './database.ts';

const latest = (episodes: readonly StoredEpisode[]): readonly StoredEpisode[] => [
  ...new Map(episodes.map((one) => [`${one.roomId} ${one.episodeId}`, one])).values(),
];

export const memoryThermalStore = (database: Database): ThermalStore => ({
  keepEpisode: ({ siteId, roomId }, episode, recordedAt) =>
    database.write((draft) => {
      const known = latest(draft.coolingEpisodes)
        .filter((one) => one.roomId === roomId && one.episode.from <= episode.to && one.episode.to >= episode.from)
        .toSorted((a, b) => a.episode.from - b.episode.from)[0];
      if (known && JSON.stringify(known.episode) === JSON.stringify(episode)) return null;
      const kept = {
        ...{ siteId, roomId, episodeId: known?.episodeId ?? new Date(episode.from).toISOString() },
        ...{ version: (known?.version ?? 0) + 1, recordedAt, episode: asJson(episode) },
      };
      draft.coolingEpisodes.push(kept);
      return kept;
    }),
  episodes: async (roomId, limit) =>
    latest(database.read().coolingEpisodes)
      .filter((one) => one.roomId === roomId)
      .toSorted((a, b) => b.episode.from - a.episode.from)
      .slice(0, limit),
});
