import { ok, type Result, refuse } from '@wachter/core';

/** A compiled topic pattern. `filter` is what to subscribe to; `match` gives the captures, or null for a topic that is not meant. */
export interface TopicPattern {
  readonly filter: string;
  readonly names: readonly string[];
  readonly match: (topic: string) => ReadonlyMap<string, string> | null;
}

const CAPTURE = /^\{([a-z][a-zA-Z0-9]{0,30})\}$/;

/** Reads `v3/{app}/devices/{device}/up`: `{name}` and `+` stand for one level each, a last `#` for all that follows. */
export function parseTopicPattern(text: string): Result<TopicPattern, string> {
  const levels = text.split('/');
  const names = levels.flatMap((level) => CAPTURE.exec(level)?.[1] ?? []);
  const isWrong = (level: string, index: number) =>
    !CAPTURE.test(level) &&
    level !== '+' &&
    !(level === '#' && index === levels.length - 1) &&
    (level === '' || /[{}+#]/.test(level));
  if (levels.some(isWrong)) return refuse('Each level of a topic pattern is a text, {name}, + or, as the last one, #');
  if (new Set(names).size < names.length) return refuse('Two captures of a topic pattern have the same name');
  if (levels[0] === '#' || levels[0] === '+')
    return refuse('A topic pattern begins with a text or a capture, so that it does not claim every topic');
  const filter = levels.map((level) => (CAPTURE.test(level) ? '+' : level)).join('/');
  return ok({ filter, names, match: (topic) => matchLevels(levels, topic) });
}

function matchLevels(levels: readonly string[], topic: string): ReadonlyMap<string, string> | null {
  const parts = topic.split('/', 129);
  const captures = new Map<string, string>();
  for (const [index, level] of levels.entries()) {
    const part = parts[index];
    if (level === '#') return captures;
    if (part === undefined) return null;
    const name = CAPTURE.exec(level)?.[1];
    if (name !== undefined) captures.set(name, part);
    else if (level !== '+' && level !== part) return null;
  }
  return parts.length === levels.length ? captures : null;
}
