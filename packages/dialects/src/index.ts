import type { Dialect } from './define.ts';
import { native } from './native.ts';
import { nut } from './nut.ts';
import { registry, withAnyMemory } from './registry.ts';
import { sparkplugB } from './sparkplug-b.ts';
import { tasmota } from './tasmota.ts';
import { unmapped } from './unmapped.ts';
import { zigbee2mqtt } from './zigbee2mqtt.ts';

export * from './define.ts';
export * from './generic-json.ts';
export { registry, withAnyMemory } from './registry.ts';

/** Every built-in dialect, in order of precedence: native first, the fallback last. One more is one line here. */
export const dialects: readonly Dialect[] = registry([
  withAnyMemory(native),
  withAnyMemory(sparkplugB),
  withAnyMemory(zigbee2mqtt),
  withAnyMemory(tasmota),
  withAnyMemory(nut),
  withAnyMemory(unmapped),
]);

/**
 * The dialect of a topic. Topics of the native protocol are never anyone else's; then the site's own mappings, then the other
 * built-in dialects; `unmapped` takes the rest, so there is always one.
 */
export function dialectFor(topic: string, mappings: readonly Dialect[] = []): Dialect {
  const builtIn = ownerOf(topic, dialects) ?? withAnyMemory(unmapped);
  return builtIn.id === native.id ? builtIn : (ownerOf(topic, mappings) ?? builtIn);
}

/** A plain loop: it runs for every message, and a closure would be made for each. */
function ownerOf(topic: string, among: readonly Dialect[]): Dialect | null {
  for (const dialect of among) if (dialect.owns(topic)) return dialect;
  return null;
}
