import type { PointState, SiteModel, StatusLine } from '@wachter/core';
import type { Context } from '@wachter/services/context';

/** What a source of wall lines is given: the site as it is, and who looks. */
export interface WallScene {
  readonly context: Context;
  readonly siteId: string;
  readonly model: SiteModel;
  readonly states: ReadonlyMap<number, PointState>;
}

/** One source of lines on the wall: a few facts of the site as it is now, ready to be read from afar. None where it has nothing to tell. */
export type WallLines = (scene: WallScene) => Promise<readonly StatusLine[]>;
