import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = path.resolve(import.meta.dirname, '..');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(css|tsx?)$/.test(file));
const tokens = readFileSync(path.join(folder, 'ui/tokens.css'), 'utf8');

/** Literal colours: hex, colour functions with numbers, and names. `transparent` and `currentColor` are none. */
const literal =
  /(?<![\w&/-])#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b(?![\w-])|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|hwb)\(\s*[\d.]|(?<=[:\s"'])(?:white|black|red|green|blue|yellow|orange|purple|gray|grey|silver|pink|brown|lime|navy|teal)(?=\s*[;"'}])/gi;

/** `gray` in a component is Mantine's name of the neutral palette, which src/ui/theme.ts maps to tokens. */
const colours = (text: string): readonly string[] =>
  [...text.replaceAll(/color="gray"|(?:primaryColor|color): 'gray'/g, '').matchAll(literal)].map((match) => match[0]);

function relativeLuminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [relativeLuminance(a), relativeLuminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function themeOf(name: 'light' | 'dark'): Readonly<Record<string, string>> {
  const block = [...tokens.matchAll(/([^{}]+)\{([^}]*)\}/g)].find(([, selector]) => selector?.includes(`[data-theme="${name}"]`));
  return Object.fromEntries(
    [...(block?.[2] ?? '').matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6})/gi)].map((match) => [match[1], match[2]]),
  );
}

describe('colours', () => {
  it('stand in tokens.css and nowhere else', () => {
    expect(files.length).toBeGreaterThan(60);
    const wrong = files
      .filter((file) => file !== path.join('ui', 'tokens.css') && !file.includes('.test.'))
      .filter((file) => file.endsWith('.css') || file.endsWith('.tsx') || file.startsWith('ui'))
      .flatMap((file) => colours(readFileSync(path.join(folder, file), 'utf8')).map((colour) => `${file}: ${colour}`));
    expect(wrong).toEqual([]);
  });

  it('are found by this test when they stand elsewhere', () => {
    expect(colours('a { color: #fff; fill: rgb(1 2 3); background: white; }')).toEqual(['#fff', 'rgb(1', 'white']);
    expect(colours('<p style={{ color: "red" }} href="#content">&#39;')).toEqual(['red']);
  });

  it.each(['light', 'dark'] as const)('of the %s theme can be read on their ground', (name) => {
    const theme = themeOf(name);
    const texts = [
      '--text',
      '--text-second',
      '--normal',
      '--alarm-critical',
      '--alarm-high',
      '--alarm-medium',
      '--alarm-low',
      '--withheld',
    ];
    for (const text of texts) {
      for (const ground of ['--ground', '--tile']) {
        const ratio = contrast(theme[text] ?? '', theme[ground] ?? '');
        expect(ratio, `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
    for (const filled of texts.filter((one) => one.startsWith('--alarm')))
      expect(contrast(theme['--on-alarm'] ?? '', theme[filled] ?? ''), `mark ${filled}`).toBeGreaterThanOrEqual(4.5);
    expect(contrast(theme['--on-action'] ?? '', theme['--action'] ?? '')).toBeGreaterThanOrEqual(4.5);
  });
});
