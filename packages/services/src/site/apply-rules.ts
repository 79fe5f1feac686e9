import type { RuleInstance } from '@wachter/core';
import { actorName } from '../access/actor.ts';
import type { Context } from '../context.ts';
import type { SiteTransaction } from '../ports/site-store.ts';
import type { RuleValues } from '../rule/defaults.ts';
import { isSame } from './canonical.ts';
import { valuesOf } from './image-of-store.ts';

interface Target {
  readonly context: Context;
  readonly tx: SiteTransaction;
  readonly siteId: string;
  readonly pointId: number;
}

/** Takes the best match out of what is left: equal, else same type and still on, else same type. */
function take(left: RuleInstance[], wanted: RuleValues): RuleInstance | null {
  const match =
    left.find((rule) => isSame(valuesOf(rule), wanted)) ??
    left.find((rule) => rule.type === wanted.type && rule.isEnabled) ??
    left.find((rule) => rule.type === wanted.type);
  if (match) left.splice(left.indexOf(match), 1);
  return match ?? null;
}

/**
 * Makes the rules of a point equal to those wanted. A rule keeps its id, and so its alarms; one that goes is off, or gone if it never
 * spoke. Gives the rules that are new and still to be added.
 */
export async function applyRules(
  target: Target,
  present: readonly RuleInstance[],
  wanted: readonly RuleValues[],
): Promise<readonly RuleInstance[]> {
  const { context, tx, siteId, pointId } = target;
  const added: RuleInstance[] = [];
  const by = { actor: actorName(context.actor), at: context.now(), comment: 'site file imported' };
  const left = [...present];
  const equalFirst = wanted.toSorted(
    (a, b) =>
      Number(present.some((rule) => isSame(valuesOf(rule), b))) - Number(present.some((rule) => isSame(valuesOf(rule), a))),
  );
  for (const values of equalFirst) {
    const before = take(left, values);
    if (before && isSame(valuesOf(before), values)) continue;
    const rule = { ...values, id: before?.id ?? context.newId(), siteId, pointId, deviceId: null };
    if (!before) added.push(rule);
    else {
      await tx.putRule(rule);
      await tx.journalRuleChange(rule.id, by);
    }
  }
  for (const rule of left.filter((one) => one.isEnabled)) {
    await tx.journalRuleChange(rule.id, by);
    await tx.deleteRule(rule.id);
  }
  return added;
}
