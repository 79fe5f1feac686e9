import type { PrintDocument } from '@wachter/core';
import { ink, leading, paper, size, textWidth } from './paper.ts';
import type { Sheet } from './sheet.ts';
import { artifact } from './tags.ts';

/** Page numbers, when it was prepared, and the hash of the content, at the foot of every page. Call it when all pages are there. */
export function drawFeet(sheet: Sheet, { foot }: Pick<PrintDocument, 'foot'>, hash: string): void {
  const { pdf } = sheet;
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    const y = paper.height - paper.bottom + 22;
    const style = { size: size.foot, color: ink.second };
    const number = foot.pages.replace('{page}', `${page + 1}`).replace('{pages}', `${count}`);
    artifact(pdf, 'Pagination', () => {
      sheet.rule(y - 6);
      sheet.draw(sheet.set(foot.left, textWidth * 0.75, style), paper.left, y);
      sheet.draw(sheet.set(number, textWidth * 0.25, { ...style, isRight: true }), paper.left + textWidth * 0.75, y);
      sheet.draw(sheet.set(foot.hash.replace('{hash}', hash), textWidth, style), paper.left, y + size.foot * leading);
    });
  }
}
