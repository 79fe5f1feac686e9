import {
  type MixShare,
  ok,
  priorityMixOf,
  type Rationalisation,
  type RationalisationStatus,
  type Result,
  type RuleInstance,
  rationalisationStatus,
  rationalisationStatuses,
} from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';

export const ListRationalisations = z.strictObject({ siteId: Id.optional() });

/** A rule that is switched on, and every record of it, newest first. */
export interface RationalisedRule {
  readonly rule: RuleInstance;
  readonly status: RationalisationStatus;
  readonly records: readonly Rationalisation[];
}

export interface Rationalisations {
  /** Rules of the gravest status first, then by priority of what they say. */
  readonly rules: readonly RationalisedRule[];
  readonly mix: readonly MixShare[];
}

const grave = ({ status }: RationalisedRule): number => rationalisationStatuses.indexOf(status);
const weights = { critical: 0, high: 1, medium: 2, low: 3 } as const;

/** Which alarms somebody thought about, and which not; how the configured priorities are spread. */
export const listRationalisations = defineVerb({
  action: 'rule.history',
  input: ListRationalisations,
  siteOf: (input) => input.siteId,
  run: async (context, { siteId }): Promise<Result<Rationalisations, never>> => {
    const { site } = context.store;
    const [rules, records] = await Promise.all([site.rules(), site.rationalisations()]);
    const byRule = new Map<string, Rationalisation[]>();
    for (const record of records.toReversed()) byRule.set(record.ruleId, [...(byRule.get(record.ruleId) ?? []), record]);
    const inUse = rules.filter((rule) => rule.isEnabled && (siteId === undefined || rule.siteId === siteId));
    const listed = inUse.map((rule): RationalisedRule => {
      const own = byRule.get(rule.id) ?? [];
      return { rule, status: rationalisationStatus(rule, own[0] ?? null, context.now()), records: own };
    });
    return ok({
      rules: listed.toSorted((a, b) => grave(a) - grave(b) || weights[a.rule.priority] - weights[b.rule.priority]),
      mix: priorityMixOf(inUse.map(({ priority }) => priority)),
    });
  },
});
