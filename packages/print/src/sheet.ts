import type PDFDocument from 'pdfkit';
import { fontFiles, type Weight } from './fonts.ts';
import { ink, leading, paper, size } from './paper.ts';
import { runsOf } from './text/runs.ts';
import { wrap } from './text/wrap.ts';

export type Pdf = InstanceType<typeof PDFDocument>;

/** How a text looks. */
export interface TextStyle {
  readonly size?: number;
  readonly weight?: Weight;
  readonly color?: string;
  readonly isRight?: boolean;
}

/** Lines of text as they will stand, and how high they are together. */
export interface Setting {
  readonly lines: readonly string[];
  readonly style: Required<TextStyle>;
  readonly width: number;
  readonly height: number;
}

/** Where we are on the paper, and the few things that can be put on it. Blocks draw through this only. */
export interface Sheet {
  readonly pdf: Pdf;
  /** Next free height on the present page, from its top. */
  readonly y: () => number;
  readonly moveTo: (y: number) => void;
  /** Begins a new page unless `height` fits on this one. True: it did. A height above that of a page fits nowhere and stays here. */
  readonly ensure: (height: number) => boolean;
  readonly newPage: () => void;
  readonly room: () => number;
  readonly set: (text: string, width: number, style?: TextStyle) => Setting;
  /** Draws at a place; does not move on. */
  readonly draw: (setting: Setting, x: number, y: number) => void;
  readonly rule: (y: number, color?: string) => void;
}

const bottom = paper.height - paper.bottom;

/** Safe because pdfkit keeps the font it has selected here, and fontkit's fonts answer this. */
const hasLetter = (pdf: Pdf, code: number): boolean =>
  (
    pdf as unknown as { readonly _font: { readonly font: { readonly hasGlyphForCodePoint: (code: number) => boolean } } }
  )._font.font.hasGlyphForCodePoint(code);

const HARD_SPACE = '\u00a0';

/** A number and its unit stay on one line. */
const keepUnits = (text: string): string => text.replace(/(\d) (?=[\p{L}%°]{1,3}(?![\p{L}]))/gu, `$1${HARD_SPACE}`);

export function createSheet(pdf: Pdf): Sheet {
  let at: number = paper.top;
  const fonts = fontFiles();
  for (const { name, bytes } of fonts) pdf.registerFont(name, bytes);
  const known = new Map<string, string | null>();
  const fontOf = (letter: string, weight: Weight): string | null => {
    const key = `${weight} ${letter}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const code = letter.codePointAt(0) ?? 0;
    const found = fonts.find((font) => font.weight === weight && hasLetter(pdf.font(font.name), code))?.name ?? null;
    known.set(key, found);
    return found;
  };
  const measured = new Map<string, number>();
  const widthOf = (text: string, style: Required<TextStyle>): number => {
    const key = `${style.weight} ${style.size} ${text}`;
    const before = measured.get(key);
    if (before !== undefined) return before;
    const runs = runsOf(text, style.weight, fontOf);
    const width = runs.reduce((sum, run) => sum + pdf.font(run.font).fontSize(style.size).widthOfString(run.text), 0);
    measured.set(key, width);
    return width;
  };

  const sheet: Sheet = {
    pdf,
    y: () => at,
    moveTo: (y) => {
      at = y;
    },
    room: () => bottom - at,
    ensure: (height) => {
      if (at + height <= bottom || at === paper.top) return false;
      sheet.newPage();
      return true;
    },
    newPage: () => {
      pdf.addPage();
      at = paper.top;
    },
    set: (text, width, given = {}) => {
      const style = { size: size.text, weight: 'regular' as const, color: ink.text, isRight: false, ...given };
      const lines = wrap(keepUnits(text), width, (piece) => widthOf(piece, style));
      return { lines, style, width, height: lines.length * style.size * leading };
    },
    draw: ({ lines, style, width }, x, y) => {
      for (const [index, kept] of lines.entries()) {
        const line = kept.replaceAll(HARD_SPACE, ' ');
        let left = style.isRight ? x + width - widthOf(line, style) : x;
        for (const run of runsOf(line, style.weight, fontOf)) {
          pdf.font(run.font).fontSize(style.size).fillColor(style.color);
          pdf.text(run.text, left, y + index * style.size * leading, { lineBreak: false });
          left += pdf.widthOfString(run.text);
        }
      }
    },
    rule: (y, color = ink.line) => {
      pdf
        .moveTo(paper.left, y)
        .lineTo(paper.width - paper.right, y)
        .lineWidth(0.5)
        .strokeColor(color)
        .stroke();
    },
  };
  return sheet;
}
