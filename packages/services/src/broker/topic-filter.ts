const startsWithDollar = (text: string): boolean => text.startsWith('$');

/** A topic one may publish to: no wildcards, no NUL, not empty, at most 65,535 bytes (MQTT 5, 4.7.3). */
export const isTopicName = (topic: string): boolean => topic.length > 0 && topic.length <= 65_535 && !/[+#\0]/.test(topic);

/** A well-formed filter: `+` alone in its level, `#` alone and last (MQTT 5, 4.7.1). */
export function isTopicFilter(filter: string): boolean {
  if (filter.length === 0 || filter.length > 65_535 || filter.includes('\0')) return false;
  const levels = filter.split('/');
  return levels.every((level, i) => {
    if (level === '+') return true;
    if (level === '#') return i === levels.length - 1;
    return !/[+#]/.test(level);
  });
}

/** Does the filter match the topic? Wildcards in the first level never match a topic that begins with `$` (MQTT 5, 4.7.2). */
export function matchesFilter(filter: string, topic: string): boolean {
  if (startsWithDollar(topic) && /^[+#]/.test(filter)) return false;
  const want = filter.split('/');
  const have = topic.split('/');
  for (const [i, level] of want.entries()) {
    if (level === '#') return true;
    if (i >= have.length || (level !== '+' && level !== have[i])) return false;
  }
  return want.length === have.length;
}

/** Is every topic that `inner` can match also matched by `outer`? */
export function coversFilter(outer: string, inner: string): boolean {
  if (startsWithDollar(inner) && /^[+#]/.test(outer)) return false;
  const wide = outer.split('/');
  const narrow = inner.split('/');
  for (const [i, level] of wide.entries()) {
    if (level === '#') return true;
    const other = narrow[i];
    if (other === undefined || other === '#') return false;
    if (level !== '+' && level !== other) return false;
  }
  return wide.length === narrow.length;
}
