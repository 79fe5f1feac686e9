import {
  briefOf,
  chatterBursts,
  chooseTuning,
  ok,
  type Point,
  quantityById,
  type Result,
  type RuleInstance,
  type RuleRun,
  refuse,
  type Tuning,
  type TuningAim,
  tuningCandidates,
  tuningOf,
  withTuning,
} from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { type NotFound, notFound } from '../refusal.ts';
import { type BackTestRefusal, draftRun, replayRuns } from './back-test.ts';

/** The last week tells enough about chatter, and keeps the trying of some thirty variants within seconds. */
const lookBackMs = 7 * 86_400_000;

/** An excursion of `keepLongerThanSeconds` must still raise. */
export const ProposeTuning = z.strictObject({
  pointId: z.number().int(),
  ruleId: Id,
  keepLongerThanSeconds: z.number().min(10).max(86_400).default(300),
});

/** `proposal` is null where nothing chattered or was fleeting, or where nothing that was tried ends it without missing an excursion. */
export interface TuningProposal {
  readonly bursts: number;
  /** Alarms that were gone within seconds. */
  readonly brief: number;
  readonly alarmsNow: number;
  readonly proposal: { readonly tuning: Tuning; readonly params: unknown; readonly alarms: number } | null;
}

export type TuningRefusal = NotFound | BackTestRefusal | { readonly kind: 'nothing-to-tune'; readonly type: string };

interface Variant {
  readonly tuning: Tuning;
  readonly params: unknown;
  readonly run: RuleRun;
}

/** Variants that the rule itself accepts, smallest change first: the first is the rule as it is. */
function variantsOf(point: Point, rule: RuleInstance, keepLongerThanSeconds: number): readonly Variant[] {
  const present = draftRun(point, rule);
  const own = present.ok ? tuningOf(present.value.params) : null;
  if (!present.ok || own === null) return [];
  const quantity = point.quantity === null ? null : quantityById(point.quantity);
  const deadband = quantity?.deadband || 10 ** -(quantity?.precision ?? 1);
  return tuningCandidates(own, { deadband, keepLongerThanSeconds }).flatMap((tuning) => {
    const params = withTuning(present.value.params, tuning);
    const run = draftRun(point, { type: rule.type, params });
    return run.ok ? [{ tuning, params, run: run.value }] : [];
  });
}

/** The same limits without delay and without hysteresis: every excursion. */
const bareTuning = (variant: Variant | undefined): Tuning => ({
  hysteresis: variant?.tuning.hysteresis === null ? null : 0,
  dwellSeconds: 0,
});

/**
 * The smallest hysteresis and delay that would have ended the chatter of the last week without missing an excursion; without chatter the smallest
 * delay that would have kept it from speaking in passing.
 */
export const proposeTuning = defineVerb({
  action: 'rule.back-test',
  input: ProposeTuning,
  run: async (context, { pointId, ruleId, keepLongerThanSeconds }): Promise<Result<TuningProposal, TuningRefusal>> => {
    const point = await context.store.site.point(pointId);
    if (!point) return refuse(notFound('point', pointId));
    const rule = (await context.store.site.rules({ pointId })).find((one) => one.id === ruleId);
    if (!rule) return refuse(notFound('rule', ruleId));
    const variants = variantsOf(point, rule, keepLongerThanSeconds);
    const bare = draftRun(point, { ...rule, params: withTuning(variants[0]?.params, bareTuning(variants[0])) });
    if (variants.length === 0 || !bare.ok) return refuse({ kind: 'nothing-to-tune', type: rule.type });
    const to = context.now();
    const runs = [bare.value, ...variants.map(({ run }) => run)];
    const { found } = await replayRuns(context, { point, runs }, { from: Math.max(0, to - lookBackMs), to });
    const [excursions = [], now = []] = found;
    const chatterWindowMs = Math.max(60_000, point.intervalSeconds * 6_000);
    const bursts = chatterBursts(now, chatterWindowMs);
    const brief = briefOf(now).length;
    const against = bursts > 0 ? 'chattering' : 'fleeting';
    const tried = variants.map(({ tuning }, index) => ({ tuning, alarms: found[index + 1] ?? [] }));
    const aim: TuningAim = { against, chatterWindowMs, keepLongerThanMs: keepLongerThanSeconds * 1000, to };
    const useful =
      against === 'fleeting' ? tried.filter(({ tuning }) => tuning.hysteresis === variants[0]?.tuning.hysteresis) : tried;
    const chosen = bursts + brief === 0 ? null : chooseTuning(useful, excursions, aim);
    const params = variants.find(({ tuning }) => tuning === chosen?.tuning)?.params;
    return ok({
      ...{ bursts, brief, alarmsNow: now.length },
      proposal: chosen === null ? null : { tuning: chosen.tuning, params, alarms: chosen.alarms.length },
    });
  },
});
