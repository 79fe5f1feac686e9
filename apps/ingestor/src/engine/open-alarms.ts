import type { World } from '../pipeline/world.ts';

/** How many occurrences stand, counted over all rules. */
export function openAlarms(world: World | null): number {
  if (!world) return 0;
  let open = 0;
  for (const { guarded, ruleId } of world.posts.values()) {
    const run = guarded.runs.find(({ instance }) => instance.id === ruleId);
    if (run?.alarm && run.alarm.clearedAt === null) open += 1;
  }
  return open;
}
