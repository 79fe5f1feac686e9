import type { Printer } from '../block.ts';
import { paper, size, textWidth } from '../paper.ts';
import { content, part } from '../tags.ts';

/** Below a heading there must be room for some lines of what it heads. */
const KEEP = 60;

/** A heading, with its bookmark. */
export const heading: Printer<'heading'> = ({ text, level }, { sheet, root }) => {
  const setting = sheet.set(text, textWidth, { size: level === 1 ? size.heading : size.text + 1, weight: 'strong' });
  const above = level === 1 ? 14 : 8;
  const isNew = sheet.ensure(above + setting.height + KEEP);
  const y = sheet.y() + (isNew || sheet.y() === paper.top ? 0 : above);
  content(sheet.pdf, part(sheet.pdf, root, level === 1 ? 'H2' : 'H3'), () => sheet.draw(setting, paper.left, y));
  if (level === 1) sheet.pdf.outline.addItem(text);
  sheet.moveTo(y + setting.height + 4);
};
