import type { PrintCell } from '@wachter/core';
import type { Printer, Printing } from '../block.ts';
import { ink, leading, paper, size, textWidth } from '../paper.ts';
import type { Setting, Sheet } from '../sheet.ts';
import { artifact, content, type Part, part } from '../tags.ts';

const GAP = 8;
const PAD = 3;
const ROWS_BEFORE_BREATH = 25;

interface Place {
  readonly x: number;
  readonly width: number;
}

/** A table that goes on over pages: its head is repeated, a row stays whole unless it is higher than a page. */
export const table: Printer<'table'> = async ({ caption, columns, rows }, printing) => {
  const { sheet, root, breathe } = printing;
  const places = placesOf(columns.map(({ share }) => share));
  const whole = part(sheet.pdf, root, 'Table', { title: caption });
  const head = columns.map(({ head: text, isNumber }, index) =>
    sheet.set(text, places[index]?.width ?? 0, { size: size.small, color: ink.second, isRight: isNumber === true }),
  );
  drawHead(printing, { head, places, whole });
  for (const [index, row] of rows.entries()) {
    if (index % ROWS_BEFORE_BREATH === ROWS_BEFORE_BREATH - 1) await breathe();
    const cells = row.map((cell, at) => setCell(sheet, cell, { place: places[at], isNumber: columns[at]?.isNumber === true }));
    if (sheet.ensure(heightOf(cells))) repeatHead(sheet, head, places);
    drawRow(printing, { cells, places, whole, again: () => repeatHead(sheet, head, places) });
  }
  artifact(sheet.pdf, 'Layout', () => sheet.rule(sheet.y()));
  sheet.moveTo(sheet.y() + 10);
};

function placesOf(shares: readonly number[]): readonly Place[] {
  const sum = shares.reduce((a, b) => a + b, 0);
  const room = textWidth - GAP * (shares.length - 1);
  let x: number = paper.left;
  return shares.map((share) => {
    const place = { x, width: (room * share) / sum };
    x += place.width + GAP;
    return place;
  });
}

const setCell = (
  sheet: Sheet,
  { text, isStrong }: PrintCell,
  { place, isNumber }: { readonly place: Place | undefined; readonly isNumber: boolean },
): Setting =>
  sheet.set(text, place?.width ?? 0, { size: size.small, weight: isStrong ? 'strong' : 'regular', isRight: isNumber });

const heightOf = (cells: readonly Setting[]): number => Math.max(0, ...cells.map(({ height }) => height)) + 2 * PAD;

interface Head {
  readonly head: readonly Setting[];
  readonly places: readonly Place[];
}

function drawHead({ sheet }: Printing, { head, places, whole }: Head & { readonly whole: Part }): void {
  sheet.ensure(heightOf(head) + 30);
  const y = sheet.y();
  const row = part(sheet.pdf, whole, 'TR');
  artifact(sheet.pdf, 'Layout', () => shade(sheet, heightOf(head)));
  for (const [index, setting] of head.entries()) {
    const cell = part(sheet.pdf, row, 'TH', { scope: 'Column' });
    content(sheet.pdf, cell, () => sheet.draw(setting, places[index]?.x ?? 0, y + PAD));
  }
  sheet.moveTo(y + heightOf(head));
}

function repeatHead(sheet: Sheet, head: readonly Setting[], places: readonly Place[]): void {
  const y = sheet.y();
  artifact(sheet.pdf, 'Pagination', () => {
    shade(sheet, heightOf(head));
    for (const [index, setting] of head.entries()) sheet.draw(setting, places[index]?.x ?? 0, y + PAD);
  });
  sheet.moveTo(y + heightOf(head));
}

function shade(sheet: Sheet, height: number): void {
  sheet.pdf.rect(paper.left - 4, sheet.y(), textWidth + 8, height).fill(ink.shade);
}

interface Row {
  readonly cells: readonly Setting[];
  readonly places: readonly Place[];
  readonly whole: Part;
  /** Repeats the head on a page that this row begins. */
  readonly again: () => void;
}

function drawRow({ sheet }: Printing, { cells, places, whole, again }: Row): void {
  const row = part(sheet.pdf, whole, 'TR');
  const elements = cells.map(() => part(sheet.pdf, row, 'TD'));
  const step = size.small * leading;
  const most = Math.max(1, ...cells.map(({ lines }) => lines.length));
  for (let from = 0; from < most; ) {
    const fitting = Math.max(1, Math.floor((sheet.room() - 2 * PAD) / step));
    const y = sheet.y();
    artifact(sheet.pdf, 'Layout', () => sheet.rule(y));
    for (const [index, setting] of cells.entries()) {
      const lines = setting.lines.slice(from, from + fitting);
      const element = elements[index];
      if (element && (lines.length > 0 || from === 0))
        content(sheet.pdf, element, () => sheet.draw({ ...setting, lines }, places[index]?.x ?? 0, y + PAD));
    }
    sheet.moveTo(y + Math.min(fitting, most - from) * step + 2 * PAD);
    from += fitting;
    if (from < most) {
      sheet.newPage();
      again();
    }
  }
}
