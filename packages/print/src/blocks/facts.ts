import type { Printer } from '../block.ts';
import { ink, paper, textWidth } from '../paper.ts';
import { content, part } from '../tags.ts';

const LABEL = 150;

/** Names with their values, one line each; read aloud it is a table of two columns. */
export const facts: Printer<'facts'> = ({ rows }, { sheet, root }) => {
  const whole = part(sheet.pdf, root, 'Table');
  for (const { label, value } of rows) {
    const left = sheet.set(label, LABEL - 8, { color: ink.second });
    const right = sheet.set(value, textWidth - LABEL);
    const height = Math.max(left.height, right.height);
    sheet.ensure(height);
    const y = sheet.y();
    const row = part(sheet.pdf, whole, 'TR');
    content(sheet.pdf, part(sheet.pdf, row, 'TH', { scope: 'Row' }), () => sheet.draw(left, paper.left, y));
    content(sheet.pdf, part(sheet.pdf, row, 'TD'), () => sheet.draw(right, paper.left + LABEL, y));
    sheet.moveTo(y + height + 2);
  }
  sheet.moveTo(sheet.y() + 6);
};
