import { leading } from '../paper.ts';
import type { Setting, Sheet } from '../sheet.ts';

/** Draws lines down the page and on to the next ones: `draw` is called once for each page. */
export function drawLong(sheet: Sheet, setting: Setting, draw: (piece: Setting, y: number) => void): void {
  const step = setting.style.size * leading;
  for (let rest = setting.lines; rest.length > 0; ) {
    sheet.ensure(step);
    const fitting = Math.max(1, Math.floor(sheet.room() / step));
    const lines = rest.slice(0, fitting);
    const height = lines.length * step;
    draw({ ...setting, lines, height }, sheet.y());
    sheet.moveTo(sheet.y() + height);
    rest = rest.slice(fitting);
  }
}
