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
});
export type PlanEntry = z.output<typeof PlanEntry>;

export const planKey = ({ equipmentId, kind }: Pick<PlanEntry, 'equipmentId' | 'kind'>): string => `${equipmentId} ${kind}`;

/** The kind and rule set of an entry; null when a catalogue entry is gone. */
export function askedBy({ kind: id, ruleSet }: PlanEntry): { readonly kind: TestKind; readonly ruleSet: RuleSet } | null {
  const kind = testKindById(id);
  const set = kind && ruleSetById(ruleSet ?? kind.ruleSet);
  return kind && set ? { kind, ruleSet: set } : null;
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
