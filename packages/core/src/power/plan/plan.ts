import { z } from 'zod';
import type { Equipment } from '../../site/location.ts';
import type { RuleSet } from '../rule-set.ts';
import { ruleSetById } from '../rule-sets/index.ts';
import { testKindById, testKinds } from './kinds/index.ts';
import { type TestKind, testedKinds } from './test-kind.ts';

/** One test of one thing. `ruleSet` null: that of the kind of test. At most one of a kind for each thing. */
export const PlanEntry = z.strictObject({
  equipmentId: z.uuid(),
  kind: z.string().regex(/^[a-z0-9-]{1,60}$/),
  firstDueOn: z.iso.date(),
  ruleSet: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .nullable()
    .default(null),
  /** Its record counts only when a second person has approved it. */
  needsApproval: z.boolean().default(false),
});
export type PlanEntry = z.output<typeof PlanEntry>;

export const planKey = ({ equipmentId, kind }: Pick<PlanEntry, 'equipmentId' | 'kind'>): string => `${equipmentId} ${kind}`;

/** The kind and rule set of an entry, no rule set where a record counts; null when a catalogue entry is gone. */
export function askedBy({
  kind: id,
  ruleSet,
}: Pick<PlanEntry, 'kind' | 'ruleSet'>): { readonly kind: TestKind; readonly ruleSet: RuleSet | null } | null {
  const kind = testKindById(id);
  if (!kind) return null;
  const name = ruleSet ?? kind.ruleSet;
  if (name === null) return { kind, ruleSet: null };
  const set = ruleSetById(name);
  return set && kind.ruleSet !== null ? { kind, ruleSet: set } : null;
}

/** Tests that could be asked of the equipment of a site and are not in its plan. */
export function notPlanned(
  equipment: readonly Pick<Equipment, 'id' | 'kind'>[],
  entries: readonly PlanEntry[],
): readonly Pick<PlanEntry, 'equipmentId' | 'kind'>[] {
  const known = new Set(entries.map(planKey));
  return equipment
    .filter(({ kind }) => testedKinds.some((one) => one === kind))
    .flatMap(({ id, kind }) => testKinds.filter(({ of }) => of === kind).map((one) => ({ equipmentId: id, kind: one.id })))
    .filter((one) => !known.has(planKey(one)));
}
