import type { Outcome } from './drive.ts';
import type { Alarms, Expected } from './occurrences.ts';
import type { Reference } from './reference.ts';
import { nameOf } from './withheld.ts';

type Found = Outcome['alarms'][number];

/** Rows that tell what people said of an alarm, which the log has already, or of a flood, which is no matter of one alarm. */
const beside = /^(acknowledged|reset|commented|flood-.*)$/;

/** One way in which the engine and the reference differ, as a sentence with the times in it. */
export type Difference = string;

const time = (at: number | null): string => (at === null ? 'open' : new Date(at).toISOString());

/** Everything that is missed, false or told differently. Empty when engine and reference agree. */
export function compareAlarms(reference: Reference, outcome: Outcome): readonly Difference[] {
  const differences: Difference[] = [];
  if (outcome.unacknowledged > 0) differences.push(`${outcome.unacknowledged} messages were never acknowledged`);
  const names = new Map(outcome.alarms.map(({ alarm }) => [alarm.id, nameOf(alarm)]));
  for (const [ruleId, alarms] of reference.alarms) {
    const left = outcome.alarms.filter(({ alarm }) => alarm.ruleId === ruleId);
    for (const expected of alarms.all) {
      const found = likest(left, expected);
      if (found) left.splice(left.indexOf(found), 1);
      differences.push(...differencesOf(alarms, expected, { found, names }));
    }
    for (const found of left) differences.push(`false: ${shown(alarms, found.alarm)}`);
  }
  return differences;
}

/** The alarm that is meant: late evidence may have begun at the same instant as an alarm that is none. */
function likest(alarms: readonly Found[], { raisedAt, isLate, clearedAt }: Expected): Found | null {
  const same = alarms.filter(({ alarm }) => alarm.raisedAt === raisedAt && alarm.isLate === isLate);
  return same.find(({ alarm }) => alarm.clearedAt === clearedAt) ?? same[0] ?? null;
}

const shown = (
  { rule }: Alarms,
  alarm: { readonly raisedAt: number; readonly clearedAt: number | null; readonly isLate: boolean },
): string =>
  `${rule.type} of ${rule.pointId ?? rule.deviceId}, ${time(alarm.raisedAt)} to ${time(alarm.clearedAt)}${alarm.isLate ? ', late' : ''}`;

function differencesOf(
  alarms: Alarms,
  expected: Expected,
  { found, names }: { readonly found: Found | null; readonly names: ReadonlyMap<string, string> },
): readonly Difference[] {
  if (!found) return [`missed: ${shown(alarms, expected)}: ${told(expected.said)}`];
  const { alarm, journal } = found;
  const is = {
    ...{ clearedAt: alarm.clearedAt, level: alarm.level, activation: alarm.activation, limit: alarm.limit },
    ...{ priority: alarm.priority, acknowledged: alarm.acknowledgedActivation, reset: alarm.resetActivation },
    withheld: { kind: alarm.withheld, by: names.get(alarm.withheldBy ?? '') ?? alarm.withheldBy, until: alarm.withheldUntil },
    said: told(journal.filter(({ kind }) => !beside.test(kind)).map(({ kind, conditionAt }) => [kind, conditionAt] as const)),
  };
  const { clearedAt, level, activation, limit, priority, acknowledged, reset, withheld, said } = expected;
  const should = { clearedAt, level, activation, limit, priority, acknowledged, reset, withheld, said: told(said) };
  const [a, b] = [JSON.stringify(should), JSON.stringify(is)];
  return a === b ? [] : [`differs: ${shown(alarms, expected)}\n    should be ${a}\n    is        ${b}`];
}

const told = (said: readonly (readonly [string, number])[]): string => said.map(([kind, at]) => `${kind} ${time(at)}`).join(', ');
