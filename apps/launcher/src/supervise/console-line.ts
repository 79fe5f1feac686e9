const levels: Readonly<Record<number, string>> = { 10: 'trace', 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' };
const warn = 40;

/**
 * What the console shows of a child's line: pino JSON of level warn and above, as `name  warn  message`, and plain text from stderr.
 * Null = only in the log file. Control characters of untrusted text never reach the terminal.
 */
export function consoleLine(name: string, stream: 'stdout' | 'stderr', line: string): string | null {
  const record = parsed(line);
  if (record === null) return stream === 'stderr' && line.trim() !== '' ? `${name}  ${clean(line)}` : null;
  const level = typeof record['level'] === 'number' ? record['level'] : 0;
  if (level < warn) return null;
  const reason = reasonOf(record);
  return `${name}  ${levels[level] ?? level}  ${clean(String(record['msg'] ?? ''))}${reason ? `: ${clean(reason)}` : ''}`;
}

function reasonOf(record: Readonly<Record<string, unknown>>): string {
  const error = record['err'] ?? record['error'];
  if (typeof error === 'string') return error;
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';
}

function parsed(line: string): Readonly<Record<string, unknown>> | null {
  if (!line.startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}

const clean = (text: string): string =>
  text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 300);
