import { type PrintDocument, type Result, refuse } from '@wachter/core';
import { createPrintQueue, type Printed, type PrintQueue } from '@wachter/print';
import { once } from './once.ts';
import { privateHeaders, type Refusal } from './problem.ts';

/** Who waits longer than this many documents is told to come back: pages of others must not wait for a printer. */
const MOST_WAITING = 4;
const queue = (): PrintQueue => once('print-queue', () => createPrintQueue(MOST_WAITING));

/** A document as PDF, or why not now. */
export async function printDocument(document: PrintDocument): Promise<Result<Printed, Refusal>> {
  const printed = await queue().print(document);
  if (printed.ok) return printed;
  const { error } = printed;
  switch (error.kind) {
    case 'busy':
      return refuse({
        kind: 'too-many-requests',
        reason: `${error.waiting} documents are being printed. Try again in a moment.`,
        retryAfterSeconds: 5,
      });
    case 'too-long':
      return refuse({ kind: 'too-large', reason: `It would be longer than ${error.pages} pages. Choose less.` });
    default:
      return error satisfies never;
  }
}

/** A PDF to keep. */
export const pdfResponse = ({ bytes }: Printed, fileName: string): Response =>
  new Response(bytes, {
    headers: {
      ...privateHeaders,
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${fileName}"`,
    },
  });
