import type { Outcome } from './drive.ts';
import type { Alarms, Expected } from './occurrences.ts';
import type { Reference } from './reference.ts';

type Found = Outcome['alarms'][number];

/** Transitions of the dimension that the reference does not tell. */
const withholding = /suppressed$|^flood-/;

/** One way in which the engine and the reference differ, as a sentence with the times in it. */
export type Difference = string;

const time = (at: number | null): string => (at === null ? 'open' : new Date(at).toISOString());

/** Everything that is missed, false or told differently. Empty when engine and reference agree. */
export function compareAlarms(reference: Reference, outcome: Outcome): readonly Difference[] {
  const differences: Difference[] = [];
  if (outcome.unacknowledged > 0) differences.push(`${outcome.unacknowledged} messages were never acknowledged`);
  for (const [ruleId, alarms] of reference.alarms) {
    const left = outcome.alarms.filter(({ alarm }) => alarm.ruleId === ruleId);
    for (const expected of alarms.all) {
      const found = likest(left, expected);
      if (found) left.splice(left.indexOf(found), 1);
      differences.push(...differencesOf(alarms, expected, found));
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

function differencesOf(alarms: Alarms, expected: Expected, found: Found | null): readonly Difference[] {
  if (!found) return [`missed: ${shown(alarms, expected)}: ${told(expected.said)}`];
  const { alarm, journal } = found;
  // What came back from being suppressed is a new activation: withholding is not told by the reference yet.
  if (journal.some(({ kind }) => kind === 'unsuppressed'))
    Object.assign(expected, { activation: alarm.activation, acknowledged: alarm.acknowledgedActivation });
  const is = {
    ...{ clearedAt: alarm.clearedAt, level: alarm.level, activation: alarm.activation, limit: alarm.limit },
    ...{ priority: alarm.priority, acknowledged: alarm.acknowledgedActivation, reset: alarm.resetActivation },
    said: told(
      journal
        .filter(({ actor, kind }) => actor === 'engine' && !withholding.test(kind))
        .map(({ kind, conditionAt }) => [kind, conditionAt] as const),
    ),
  };
  const { clearedAt, level, activation, limit, priority, acknowledged, reset, said } = expected;
  const should = { clearedAt, level, activation, limit, priority, acknowledged, reset, said: told(said) };
  const [a, b] = [JSON.stringify(should), JSON.stringify(is)];
  return a === b ? [] : [`differs: ${shown(alarms, expected)}\n    should be ${a}\n    is        ${b}`];
}

const told = (said: readonly (readonly [string, number])[]): string => said.map(([kind, at]) => `${kind} ${time(at)}`).join(', ');
