import { type ModelPoint, ok, type PointState, type RuleInstance, type RuleProblem, refuse } from '@wachter/core';
import type { Context } from '@wachter/services/context';
import { notFound } from '@wachter/services/refusal';
import { mayRead, type Read } from './read.ts';
import { modelPoint } from './site-model.ts';

export interface PointRead {
  readonly point: ModelPoint;
  readonly siteId: string | null;
  readonly rules: readonly RuleInstance[];
  readonly problems: readonly RuleProblem[];
  readonly state: PointState | null;
}

/** A point by its id, with the rules that guard it and its latest state. */
export async function readPoint(context: Context, id: number): Promise<Read<PointRead>> {
  const found = Number.isSafeInteger(id) ? await context.store.site.point(id) : null;
  if (!found) return refuse(notFound('point', id));
  const allowed = mayRead(context, 'point.read', { kind: 'point', id, siteId: found.siteId });
  if (!allowed.ok) return allowed;
  const { site, live } = context.store;
  const [rules, all, present] = await Promise.all([site.rules({ pointId: id }), site.ruleProblems(), live.snapshot()]);
  const problems = all.filter(({ ruleId }) => rules.some((rule) => rule.id === ruleId && rule.isEnabled));
  const state = present.points.find((one) => one.pointId === id) ?? null;
  return ok({ point: modelPoint(found, rules), siteId: found.siteId, rules, problems, state });
}
