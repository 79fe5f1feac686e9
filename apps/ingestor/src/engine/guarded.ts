import type { DeviceEntry, PointEntry, SiteEntry } from '../pipeline/entries.ts';

/** What a rule instance watches. */
export type Guarded = PointEntry | DeviceEntry | SiteEntry;

export const isPoint = (guarded: Guarded): guarded is PointEntry => 'point' in guarded;
export const isSite = (guarded: Guarded): guarded is SiteEntry => 'siteId' in guarded;
