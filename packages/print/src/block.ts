import type { PrintBlock, PrintBlockOf } from '@wachter/core';
import type { Sheet } from './sheet.ts';
import type { Part } from './tags.ts';

/** What a block is printed with. `breathe` lets others work for a moment: call it between rows where there may be many. */
export interface Printing {
  readonly sheet: Sheet;
  readonly root: Part;
  readonly breathe: () => Promise<void>;
}

/** Prints one kind of block. */
export type Printer<Kind extends PrintBlock['kind']> = (block: PrintBlockOf<Kind>, printing: Printing) => void | Promise<void>;
