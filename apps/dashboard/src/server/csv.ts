/** A field as spreadsheets must take it: quoted, and never a formula (CWE-1236): = + - @ tab and CR at the start are made text. */
export function csvText(text: string): string {
  const neutral = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${neutral.replaceAll('"', '""')}"`;
}
