import type { Printer } from '../block.ts';
import { ink, paper, size, textWidth } from '../paper.ts';
import { artifact, content, part } from '../tags.ts';
import { drawLong } from '../text/draw-long.ts';

const INDENT = 12;

/** Items behind a dash. */
export const list: Printer<'list'> = ({ items }, { sheet, root }) => {
  const whole = part(sheet.pdf, root, 'L');
  for (const text of items) {
    const body = part(sheet.pdf, part(sheet.pdf, whole, 'LI'), 'LBody');
    const setting = sheet.set(text, textWidth - INDENT);
    let isFirst = true;
    drawLong(sheet, setting, (piece, y) => {
      const dash = isFirst;
      isFirst = false;
      if (dash)
        artifact(sheet.pdf, 'Layout', () =>
          sheet.draw(sheet.set('–', INDENT, { color: ink.second, size: size.text }), paper.left, y),
        );
      content(sheet.pdf, body, () => sheet.draw(piece, paper.left + INDENT, y));
    });
    sheet.moveTo(sheet.y() + 2);
  }
  sheet.moveTo(sheet.y() + 4);
};
