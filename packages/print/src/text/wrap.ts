/** Width of a piece of text, points. */
export type WidthOf = (text: string) => number;

/** Text in lines no wider than `width`, a line being as wide as its words and spaces, broken between words; a word that is too wide alone is broken inside. Newlines are kept. */
export function wrap(text: string, width: number, widthOf: WidthOf): readonly string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, width, widthOf));
}

function wrapParagraph(text: string, width: number, widthOf: WidthOf): readonly string[] {
  const lines: string[] = [];
  const space = widthOf(' ');
  let line: string[] = [];
  let used = 0;
  for (const word of text.split(' ').flatMap((each) => pieces(each, width, widthOf))) {
    const own = widthOf(word);
    if (line.length > 0 && used + space + own > width) {
      lines.push(line.join(' '));
      line = [word];
      used = own;
    } else {
      used += line.length > 0 ? space + own : own;
      line.push(word);
    }
  }
  return [...lines, line.join(' ')];
}

function pieces(word: string, width: number, widthOf: WidthOf): readonly string[] {
  if (widthOf(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const letter of word) {
    if (part !== '' && widthOf(part + letter) > width) {
      parts.push(part);
      part = letter;
    } else part += letter;
  }
  return [...parts, part];
}
