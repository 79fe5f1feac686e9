const made = Symbol.for('wachter.dashboard');

/** One per process, whichever bundle of the framework asks first: modules are loaded more than once, `globalThis` is not. */
export function once<T>(key: string, make: () => T): T {
  const holder = globalThis as { [made]?: Map<string, unknown> };
  holder[made] ??= new Map();
  if (!holder[made].has(key)) holder[made].set(key, make());
  return holder[made].get(key) as T;
}
