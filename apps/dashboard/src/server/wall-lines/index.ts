import type { WallLines } from './define.ts';
import { minutesLines } from './minutes.ts';
import { powerLines } from './power.ts';
import { redundancyLines } from './redundancy.ts';

/** One line per source, in the order in which they stand on the wall. */
export const wallLines: readonly WallLines[] = [minutesLines, redundancyLines, powerLines];
