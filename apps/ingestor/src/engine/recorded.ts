import { changeKinds, type Instant } from '@wachter/core';
import type { Directory, IngestStore, RecordedTransition } from '@wachter/services';
import type { RecordedChanges } from './rebuild.ts';

/** What was recorded in the longest time that any site looks back for chatter or a flood. */
export function loadRecorded(
  store: IngestStore,
  { sites }: Pick<Directory, 'sites'>,
  now: Instant,
): Promise<readonly RecordedTransition[]> {
  const lookBackSeconds = sites.map(({ settings: { chatter, flood } }) =>
    Math.max(chatter.withinSeconds, flood.withinMinutes * 60),
  );
  return store.loadTransitions(now - Math.max(0, ...lookBackSeconds) * 1000);
}

/** When the condition of each rule changed. */
export function changesOf(recorded: readonly RecordedTransition[]): RecordedChanges {
  const changes = new Map<string, Instant[]>();
  for (const { ruleId, kind, recordedAt } of recorded) {
    if (!changeKinds.includes(kind)) continue;
    const known = changes.get(ruleId);
    if (known) known.push(recordedAt);
    else changes.set(ruleId, [recordedAt]);
  }
  return changes;
}
