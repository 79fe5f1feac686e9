import type { PrintSignature } from '@wachter/core';
import type { Printer, Printing } from '../block.ts';
import { ink, paper, size, textWidth } from '../paper.ts';
import { artifact, content, part } from '../tags.ts';

const COLUMNS = 2;
const GAP = 24;
const WIDTH = (textWidth - GAP * (COLUMNS - 1)) / COLUMNS;
const HEIGHT = 74;

/** Boxes side by side: who signed and when, or a line for a pen. */
export const signatures: Printer<'signatures'> = ({ people }, printing) => {
  const { sheet } = printing;
  for (let at = 0; at < people.length; at += COLUMNS) {
    sheet.ensure(HEIGHT);
    const y = sheet.y();
    for (const [index, person] of people.slice(at, at + COLUMNS).entries()) {
      drawOne(printing, person, { x: paper.left + index * (WIDTH + GAP), y });
    }
    sheet.moveTo(y + HEIGHT);
  }
};

function drawOne({ sheet, root }: Printing, person: PrintSignature, { x, y }: { readonly x: number; readonly y: number }): void {
  const role = sheet.set(person.role, WIDTH, { size: size.small, color: ink.second });
  const said = [person.name, person.at, person.note].flatMap((text) => text ?? []);
  const element = part(sheet.pdf, root, 'P');
  content(sheet.pdf, element, () => {
    sheet.draw(role, x, y);
    for (const [index, text] of said.entries()) {
      const setting = sheet.set(text, WIDTH, {
        size: index === 0 ? size.text : size.small,
        weight: index === 0 ? 'strong' : 'regular',
      });
      sheet.draw(setting, x, y + 14 + index * 13);
    }
  });
  artifact(sheet.pdf, 'Layout', () => {
    sheet.pdf
      .moveTo(x, y + HEIGHT - 16)
      .lineTo(x + WIDTH, y + HEIGHT - 16)
      .lineWidth(0.5)
      .strokeColor(ink.second)
      .stroke();
  });
}
