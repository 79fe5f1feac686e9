import type { Figure } from './bench.ts';

/** The figures as a Markdown table. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ part, figure, measured, target, isReached }) => [
    part,
    figure,
    measured,
    target ?? '',
    isReached === null ? '' : isReached ? 'yes' : '**no**',
  ]);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['part', 'figure', 'measured', 'target', 'reached']),
    line(['---', '---', '---:', '---:', '---']),
    ...rows.map(line),
  ].join('\n');
}
