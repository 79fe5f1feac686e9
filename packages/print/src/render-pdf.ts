import { createHash } from 'node:crypto';
import { ok, type PrintDocument, type Result, refuse } from '@wachter/core';
import PDFDocument from 'pdfkit';
import { printBlock } from './blocks/index.ts';
import { drawFeet } from './foot.ts';
import { ink, paper, size, textWidth } from './paper.ts';
import { createSheet, type Pdf, type Sheet } from './sheet.ts';
import { content, type Part, part, root } from './tags.ts';

/** `pages`: how many there were when it was given up. */
export interface TooLong {
  readonly kind: 'too-long';
  readonly pages: number;
}

export interface Printed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly pages: number;
  /** SHA-256 of the content, hexadecimal; stands at the foot of every page. */
  readonly hash: string;
}

const MOST_PAGES = 200;
const languages = { en: 'en-GB', nl: 'nl-NL' } as const;

/** SHA-256 of everything that a document says: not of when it was prepared, so the same record printed again has the same. */
export const contentHash = ({ language, title, subject, blocks }: PrintDocument): string =>
  createHash('sha256')
    .update(JSON.stringify([language, title, subject, blocks]))
    .digest('hex');

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * A document as PDF/A-2a: tagged, with its language, title and bookmarks, fonts inside. The same document gives the same bytes. Works in small steps and
 * lets others work in between; refuses what would be longer than 200 pages.
 */
export async function renderPdf(document: PrintDocument): Promise<Result<Printed, TooLong>> {
  const pdf = openPdf(document);
  const done = collect(pdf);
  const sheet = createSheet(pdf);
  const whole = root(pdf);
  const hash = contentHash(document);
  drawTitle(sheet, document, whole);
  for (const block of document.blocks) {
    await printBlock(block, { sheet, root: whole, breathe });
    await breathe();
    const { count } = pdf.bufferedPageRange();
    if (count > MOST_PAGES) return refuse({ kind: 'too-long', pages: count });
  }
  drawFeet(sheet, document, hash);
  const pages = pdf.bufferedPageRange().count;
  pdf.end();
  return ok({ bytes: await done, pages, hash });
}

function openPdf({ language, title, subject, author, preparedAt }: PrintDocument): Pdf {
  const at = new Date(preparedAt);
  return new PDFDocument({
    size: [paper.width, paper.height],
    // Pages end where a block says so, never because the library thinks that text runs over.
    margins: { left: 0, right: 0, top: 0, bottom: 0 },
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/A-2a',
    tagged: true,
    lang: languages[language],
    displayTitle: true,
    ...noStandardFont,
    info: {
      Title: title,
      Subject: subject,
      Author: author,
      Creator: 'Wachter',
      Producer: 'Wachter',
      CreationDate: at,
      ModDate: at,
    },
  });
}

/** Safe because pdfkit takes null for "none": a standard font is not embedded, and so not allowed in PDF/A. */
const noStandardFont = { font: null as unknown as string };

async function collect(pdf: Pdf): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Buffer[] = [];
  pdf.on('data', (piece: Buffer) => pieces.push(piece));
  await new Promise<void>((resolve, reject) => pdf.on('end', resolve).on('error', reject));
  return new Uint8Array(Buffer.concat(pieces));
}

function drawTitle(sheet: Sheet, { title, subject }: PrintDocument, whole: Part): void {
  const head = sheet.set(title, textWidth, { size: size.title, weight: 'strong' });
  content(sheet.pdf, part(sheet.pdf, whole, 'H1'), () => sheet.draw(head, paper.left, sheet.y()));
  sheet.moveTo(sheet.y() + head.height + 2);
  const sub = sheet.set(subject, textWidth, { color: ink.second });
  content(sheet.pdf, part(sheet.pdf, whole, 'P'), () => sheet.draw(sub, paper.left, sheet.y()));
  sheet.moveTo(sheet.y() + sub.height + 8);
  sheet.pdf.outline.addItem(title);
}
