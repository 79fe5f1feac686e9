import type { CoolingEpisode, Instant } from '@wachter/core';

/** One version of an episode. `episodeId` stays when late data move its beginning. */
export interface StoredEpisode {
  readonly siteId: string;
  readonly roomId: string;
  readonly episodeId: string;
  readonly version: number;
  readonly recordedAt: Instant;
  readonly episode: CoolingEpisode;
}

/** What rooms taught while their cooling was lost. Append-only: nothing is changed or taken away, what is known better later is a further version. */
export interface ThermalStore {
  /**
   * Appends a version of the episode of the room that this one overlaps in time, or a new episode. Null when the latest version says the same, or when
   * another writer was quicker: the same episode written twice is there once.
   */
  readonly keepEpisode: (
    room: { readonly siteId: string; readonly roomId: string },
    episode: CoolingEpisode,
    recordedAt: Instant,
  ) => Promise<StoredEpisode | null>;
  /** The latest version of each episode of a room, the newest first. */
  readonly episodes: (roomId: string, limit: number) => Promise<readonly StoredEpisode[]>;
}
