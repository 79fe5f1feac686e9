export { createPrintQueue, type PrintBusy, type PrintQueue } from './print-queue.ts';
export { contentHash, type Printed, renderPdf, type TooLong } from './render-pdf.ts';
