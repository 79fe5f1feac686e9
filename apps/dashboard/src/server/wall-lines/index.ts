import type { WallLines } from './define.ts';
import { powerLines } from './power.ts';

/** One line per source, in the order in which they stand on the wall. */
export const wallLines: readonly WallLines[] = [powerLines];
