import { type Instant, ok, type Result } from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';

export const ReadRuleHistory = z.strictObject({ ruleId: Id });

/** One field of a rule that changed; undefined where there was nothing before or is nothing after. */
export interface FieldChanged {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** A change of a rule: who, when, why, and what it was before. A change without differences switched nothing. */
export interface RuleChange {
  readonly id: number;
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly reason: string | null;
  readonly changes: readonly FieldChanged[];
}

/** Said by their own words or never changed: no fields that people set. */
const notSet = new Set(['id', 'siteId', 'pointId', 'deviceId', 'type', 'reason', 'rationalisation']);
const mostChanges = 200;

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

function differences(before: unknown, after: unknown): readonly FieldChanged[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((field) => !notSet.has(field) && JSON.stringify(was[field] ?? null) !== JSON.stringify(is[field] ?? null))
    .map((field) => ({ field, before: was[field] ?? null, after: is[field] ?? null }));
}

/** Every change of a rule that the audit trail holds, newest first. */
export const readRuleHistory = defineVerb({
  action: 'rule.history',
  input: ReadRuleHistory,
  run: async (context, { ruleId }): Promise<Result<readonly RuleChange[], never>> => {
    const rows = await context.store.people.auditTrail({ objectKind: 'rule', objectId: ruleId, limit: mostChanges });
    return ok(
      rows.map(({ id, at, actor, action, before, after }) => {
        const { reason } = fieldsOf(after);
        const changes = before === undefined || before === null ? [] : differences(before, after);
        return { id, at, actor, action, reason: typeof reason === 'string' ? reason : null, changes };
      }),
    );
  },
});
