import type { PrintBlock } from '@wachter/core';
import type { Printer, Printing } from '../block.ts';
import { chart } from './chart.ts';
import { facts } from './facts.ts';
import { heading } from './heading.ts';
import { list } from './list.ts';
import { paragraph } from './paragraph.ts';
import { signatures } from './signatures.ts';
import { table } from './table.ts';

/** Every kind of block that can be printed. To add one: its shape in core, a file beside this one, and a line here; the compiler asks for it. */
const printers: { readonly [Kind in PrintBlock['kind']]: Printer<Kind> } = {
  heading,
  paragraph,
  list,
  facts,
  table,
  chart,
  signatures,
  'page-break': (_, { sheet }) => sheet.newPage(),
};

/** Safe because the printer is looked up by the kind of the block it gets. */
export const printBlock = (block: PrintBlock, printing: Printing): void | Promise<void> =>
  (printers[block.kind] as (block: PrintBlock, printing: Printing) => void | Promise<void>)(block, printing);
