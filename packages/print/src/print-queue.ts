import { type PrintDocument, type Result, refuse } from '@wachter/core';
import { type Printed, renderPdf, type TooLong } from './render-pdf.ts';

export interface PrintBusy {
  readonly kind: 'busy';
  readonly waiting: number;
}

export interface PrintQueue {
  /** Prints when those before it are done. Refuses at once when too many wait. */
  readonly print: (document: PrintDocument) => Promise<Result<Printed, TooLong | PrintBusy>>;
}

/** One document is printed at a time, and at most `most` wait: a process that serves people as well must not run out of memory or time. */
export function createPrintQueue(most: number, render: typeof renderPdf = renderPdf): PrintQueue {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    print: async (document) => {
      if (waiting >= most) return refuse({ kind: 'busy', waiting });
      waiting += 1;
      const mine = last
        .then(() => render(document))
        .finally(() => {
          waiting -= 1;
        });
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
