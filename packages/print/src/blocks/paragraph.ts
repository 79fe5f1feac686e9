import type { Printer } from '../block.ts';
import { paper, textWidth } from '../paper.ts';
import { content, part } from '../tags.ts';
import { drawLong } from '../text/draw-long.ts';

export const paragraph: Printer<'paragraph'> = ({ text, isStrong }, { sheet, root }) => {
  const element = part(sheet.pdf, root, 'P');
  const setting = sheet.set(text, textWidth, { weight: isStrong ? 'strong' : 'regular' });
  drawLong(sheet, setting, (piece, y) => content(sheet.pdf, element, () => sheet.draw(piece, paper.left, y)));
  sheet.moveTo(sheet.y() + 5);
};
