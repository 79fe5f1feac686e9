import { describe, expect, it } from 'vitest';
import { csvText } from './csv.ts';

describe('text in a CSV file', () => {
  it.each(['=1+1', '+1', '-1', '@sum', '\tx', '\rx'])('does not let %j be a formula', (text) => {
    expect(csvText(text).slice(1, 3)).toBe(`'${text[0]}`);
  });

  it('doubles quotes and leaves ordinary text alone', () => {
    expect(csvText('Hall "A"')).toBe('"Hall ""A"""');
  });
});
