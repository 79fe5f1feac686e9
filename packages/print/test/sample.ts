import type { PrintBlock, PrintDocument } from '@wachter/core';

export const AT = Date.UTC(2026, 10, 25, 12);

/** A document of these blocks, in Dutch. */
export const sample = (blocks: readonly PrintBlock[], more: Partial<PrintDocument> = {}): PrintDocument => ({
  language: 'nl',
  title: 'Noodstroomtest',
  subject: 'Rotterdam 1',
  author: 'Wachter',
  preparedAt: AT,
  foot: { left: 'Gemaakt 25 nov 2026', pages: 'Bladzijde {page} van {pages}', hash: 'SHA-256 {hash}' },
  blocks,
  ...more,
});

export const longTable = (rows: number): PrintBlock => ({
  kind: 'table',
  caption: 'Metingen',
  columns: [
    { head: 'Criterium', share: 3 },
    { head: 'Gemeten', share: 1, isNumber: true },
  ],
  rows: Array.from({ length: rows }, (_, index) => [{ text: `Regel ${index + 1}` }, { text: `${index}`, isStrong: true }]),
});

/** One block of every kind. */
export const everything: readonly PrintBlock[] = [
  { kind: 'heading', level: 1, text: 'Oordeel' },
  { kind: 'paragraph', text: 'Geslaagd: op belasting na 8,4 s, 34 min op 41 %.', isStrong: true },
  { kind: 'list', items: ['Genset „Zuid” – ± 0,5 s', 'Łódź, Ωmega'] },
  { kind: 'heading', level: 2, text: 'Feiten' },
  { kind: 'facts', rows: [{ label: 'Locatie', value: 'Rotterdam 1' }] },
  longTable(3),
  {
    kind: 'chart',
    title: 'Vermogen, kW',
    summary: 'Vermogen van aggregaat 1 liep op tot 200 kW.',
    axes: {
      ...{ from: AT, to: AT + 60_000, low: 0, high: 200 },
      times: [{ at: AT + 30_000, label: '12:00:30' }],
      values: [{ value: 100, label: '100' }],
    },
    lines: [
      {
        name: 'Aggregaat 1',
        points: [
          [AT, 0],
          [AT + 20_000, 180],
          [AT + 30_000, null],
          [AT + 40_000, 190],
        ],
      },
      { name: 'Aggregaat 2', points: [[AT, 20]] },
    ],
    limits: [60],
  },
  { kind: 'page-break' },
  {
    kind: 'signatures',
    people: [
      { role: 'Uitgevoerd door', name: 'Teun', at: '25 nov 2026 13:00', note: 'met wachtwoord' },
      { role: 'Gezien door', name: null, at: null, note: null },
    ],
  },
];
