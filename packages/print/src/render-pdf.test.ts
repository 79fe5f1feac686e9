import type { PrintBlock, PrintDocument } from '@wachter/core';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { AT, everything, longTable, sample } from '../test/sample.ts';
import { contentHash, type Printed, renderPdf } from './render-pdf.ts';

const printed = async (document: PrintDocument): Promise<Printed> => {
  const made = await renderPdf(document);
  return made.ok ? made.value : expect.fail(made.error.kind);
};
const open = ({ bytes }: Printed) => getDocumentProxy(bytes.slice());
const textOf = async (made: Printed): Promise<readonly string[]> => (await extractText(await open(made))).text;
const latin1 = ({ bytes }: Printed): string => Buffer.from(bytes).toString('latin1');

describe('a printed document', () => {
  it('holds every word of every kind of block, also of letters beyond Latin', async () => {
    const made = await printed(sample(everything));
    const text = (await textOf(made)).join('\n');
    for (const said of [
      'Noodstroomtest',
      'Oordeel',
      'op belasting na 8,4 s',
      '± 0,5 s',
      'Łódź, Ωmega',
      'Regel 3',
      'Vermogen, kW',
      '12:00:30',
    ])
      expect(text).toContain(said);
    for (const said of ['Teun', 'met wachtwoord', 'Gezien door']) expect(text).toContain(said);
    expect(made.pages).toBe(2);
  });

  it('gives the same bytes for the same document, and other bytes for another', async () => {
    const [first, second] = [await printed(sample(everything)), await printed(sample(everything))];
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
    const later = await printed(sample(everything, { preparedAt: AT + 1000 }));
    expect(Buffer.compare(first.bytes, later.bytes)).not.toBe(0);
    expect(later.hash).toBe(first.hash);
    expect(contentHash(sample([]))).not.toBe(first.hash);
  });

  it('numbers its pages and says when it was prepared and the hash of its content on each', async () => {
    const made = await printed(sample([longTable(120)]));
    const pages = await textOf(made);
    expect(pages.length).toBeGreaterThan(2);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`Bladzijde ${index + 1} van ${pages.length}`);
      expect(page).toContain('Gemaakt 25 nov 2026');
      expect(page.replaceAll(/\s/g, '')).toContain(made.hash);
    }
  });

  it('repeats the head of a table on every page it reaches, and loses no row', async () => {
    const pages = await textOf(await printed(sample([longTable(120)])));
    expect(pages.every((page) => page.includes('Criterium'))).toBe(true);
    const whole = pages.join('\n');
    for (let row = 1; row <= 120; row += 1) expect(whole).toMatch(new RegExp(`Regel ${row}\\b`));
  });

  it('takes a row that is higher than a page over to the next', async () => {
    const text = Array.from({ length: 2_400 }, (_, index) => `woord${index}`).join(' ');
    const block: PrintBlock = { kind: 'table', caption: 'Lang', columns: [{ head: 'Tekst', share: 1 }], rows: [[{ text }]] };
    const made = await printed(sample([block]));
    expect(made.pages).toBeGreaterThan(1);
    expect((await textOf(made)).join(' ')).toContain('woord2399');
  });

  it('is tagged PDF/A-2a with language, title, bookmarks and every font inside', async () => {
    const made = await printed(sample(everything));
    const raw = latin1(made);
    for (const sign of [
      '%PDF-1.7',
      '<pdfaid:part>2</pdfaid:part>',
      '<pdfaid:conformance>A</pdfaid:conformance>',
      '/Lang (nl-NL)',
      '/Marked true',
      '/DisplayDocTitle true',
      '/GTS_PDFA1',
    ])
      expect(raw).toContain(sign);
    expect(raw).not.toMatch(/\/BaseFont \/Helvetica/);
    const pdf = await open(made);
    const outline = await pdf.getOutline();
    expect(outline.map(({ title }) => title)).toEqual(['Noodstroomtest', 'Oordeel']);
    const tree = JSON.stringify(await (await pdf.getPage(1)).getStructTree());
    for (const role of ['H1', 'H2', 'H3', 'P', 'L', 'LBody', 'Table', 'TH', 'TD', 'Figure'])
      expect(tree).toContain(`"role":"${role}"`);
    expect(tree).toContain('Vermogen van aggregaat 1 liep op tot 200 kW.');
  });

  it('refuses what would be endless', async () => {
    const made = await renderPdf(sample(Array.from({ length: 300 }, () => ({ kind: 'page-break' as const }))));
    expect(made).toMatchObject({ ok: false, error: { kind: 'too-long' } });
  });

  it('lets others work between its rows', async () => {
    let turns = 0;
    let isDone = false;
    const count = () => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    await printed(sample([longTable(200)]));
    isDone = true;
    expect(turns).toBeGreaterThan(5);
  });
});
