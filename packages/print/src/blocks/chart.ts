import type { PrintAxes, PrintLine } from '@wachter/core';
import type { Printer } from '../block.ts';
import { ink, paper, size, textWidth } from '../paper.ts';
import type { Pdf, Sheet } from '../sheet.ts';
import { content, part } from '../tags.ts';

const HEIGHT = 96;
const LEFT = 44;
const dashes: readonly (readonly [number, number] | null)[] = [null, [5, 2.5], [1.5, 2], [9, 2]];

interface Frame {
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Lines over time, drawn: limits dashed across, gaps as gaps. What it says stands in words for those who do not see it. */
export const chart: Printer<'chart'> = ({ title, summary, axes, lines, limits }, { sheet, root }) => {
  const head = sheet.set(title, textWidth, { size: size.small, weight: 'strong' });
  const legend = sheet.set(lines.length > 1 ? lines.map(({ name }) => name).join('  ·  ') : '', textWidth, { size: size.foot });
  const legendHeight = lines.length > 1 ? legend.height + 2 : 0;
  sheet.ensure(head.height + legendHeight + HEIGHT + 22);
  const y = sheet.y();
  content(sheet.pdf, part(sheet.pdf, root, 'Figure', { alt: summary }), () => {
    sheet.draw(head, paper.left, y);
    if (lines.length > 1) drawLegend(sheet, lines, y + head.height);
    const frame = frameOf(axes, y + head.height + legendHeight + 2);
    drawAxes(sheet, axes, frame);
    for (const limit of limits) drawLimit(sheet.pdf, frame, limit);
    for (const [index, line] of lines.entries())
      drawLine(sheet.pdf, frame, { line, dash: dashes[index % dashes.length] ?? null });
  });
  sheet.moveTo(y + head.height + legendHeight + HEIGHT + 22);
};

function frameOf({ from, to, low, high }: PrintAxes, top: number): Frame {
  const [left, right, bottom] = [paper.left + LEFT, paper.width - paper.right, top + HEIGHT];
  const within = (share: number) => Math.min(1, Math.max(0, share));
  return {
    ...{ left, right, top, bottom },
    x: (at) => left + within((at - from) / Math.max(1, to - from)) * (right - left),
    y: (value) => bottom - within((value - low) / (high - low || 1)) * (bottom - top),
  };
}

function drawLegend(sheet: Sheet, lines: readonly PrintLine[], y: number): void {
  let x: number = paper.left + LEFT;
  for (const [index, { name }] of lines.entries()) {
    const text = sheet.set(name, textWidth, { size: size.foot });
    stroke(sheet.pdf, { color: ink.chart, width: 1, dash: dashes[index % dashes.length] ?? null }, () =>
      sheet.pdf.moveTo(x, y + 5).lineTo(x + 18, y + 5),
    );
    sheet.draw(text, x + 22, y);
    x += 22 + name.length * size.foot * 0.6 + 14;
  }
}

function drawAxes(sheet: Sheet, { times, values }: PrintAxes, frame: Frame): void {
  const grid = { color: ink.line, width: 0.4, dash: null };
  for (const { at, label } of times) {
    const x = frame.x(at);
    stroke(sheet.pdf, grid, () => sheet.pdf.moveTo(x, frame.top).lineTo(x, frame.bottom));
    sheet.draw(sheet.set(label, 60, { size: size.foot, color: ink.second }), x - 12, frame.bottom + 2);
  }
  for (const { value, label } of values) {
    const y = frame.y(value);
    stroke(sheet.pdf, grid, () => sheet.pdf.moveTo(frame.left, y).lineTo(frame.right, y));
    const text = sheet.set(label, LEFT - 6, { size: size.foot, color: ink.second, isRight: true });
    sheet.draw(text, paper.left, y - size.foot * 0.6);
  }
}

const drawLimit = (pdf: Pdf, frame: Frame, limit: number): void =>
  stroke(pdf, { color: ink.limit, width: 0.9, dash: [6, 3] }, () =>
    pdf.moveTo(frame.left, frame.y(limit)).lineTo(frame.right, frame.y(limit)),
  );

/** A value holds until the next one, as on the screen. */
function drawLine(
  pdf: Pdf,
  frame: Frame,
  { line, dash }: { readonly line: PrintLine; readonly dash: readonly [number, number] | null },
): void {
  stroke(pdf, { color: ink.chart, width: 0.8, dash }, () => {
    let before: number | null = null;
    for (const [at, value] of line.points) {
      const x = frame.x(at);
      if (before !== null) pdf.lineTo(x, before);
      const y = value === null ? null : frame.y(value);
      if (y !== null && before === null) pdf.moveTo(x, y);
      else if (y !== null) pdf.lineTo(x, y);
      before = y;
    }
    if (before !== null) pdf.lineTo(frame.right, before);
  });
}

interface Pen {
  readonly color: string;
  readonly width: number;
  readonly dash: readonly [number, number] | null;
}

function stroke(pdf: Pdf, { color, width, dash }: Pen, path: () => void): void {
  pdf.save();
  pdf.lineWidth(width).strokeColor(color);
  if (dash) pdf.dash(dash[0], { space: dash[1] });
  path();
  pdf.stroke();
  pdf.restore();
}
