import { checkRating, type Quantity } from '@wachter/core';
import { checkRuleParams, quantityOf, staleRule } from '../catalogue.ts';
import { defaultRuleValues, type RuleValues } from '../rule/defaults.ts';
import type { FileEquipment, FilePoint, FileRule, SiteFile } from './site-file.ts';
import type { EquipmentImage, PointImage, SiteImage } from './site-image.ts';

/** Params as the rule's own schema reads them; as they are where it cannot. */
export function fullParams(type: string, params: unknown): unknown {
  const checked = checkRuleParams(type, params);
  return checked.ok ? checked.value : params;
}

/** Every field said, so that two images of the same rule are alike. */
export const completed = (values: RuleValues): RuleValues => ({
  ...values,
  checklist: values.checklist ?? null,
  acknowledgeHoldsMinutes: values.acknowledgeHoldsMinutes ?? null,
  params: fullParams(values.type, values.params),
});

/** Default rules with every parameter filled in. */
export const fullDefaults = (quantity: Quantity, staleSeconds: number): readonly RuleValues[] =>
  defaultRuleValues(quantity, staleSeconds).map(completed);

function ruleOf(rule: FileRule, defaults: readonly RuleValues[]): RuleValues {
  const own = defaults.find((other) => other.type === rule.type);
  return completed({
    type: rule.type,
    params: rule.params,
    priority: rule.priority,
    isLatching: rule.latching,
    isEnabled: rule.enabled,
    cause: rule.cause === undefined ? (own?.cause ?? null) : rule.cause,
    consequence: rule.consequence === undefined ? (own?.consequence ?? null) : rule.consequence,
    response: rule.response === undefined ? (own?.response ?? null) : rule.response,
    respondWithinMinutes:
      rule.respondWithinMinutes === undefined ? (own?.respondWithinMinutes ?? null) : rule.respondWithinMinutes,
    checklist: rule.checklist ?? null,
    acknowledgeHoldsMinutes: rule.acknowledgeHoldsMinutes ?? null,
  });
}

/** No point goes without a rule for silence: a list that has none gets the default one. */
function rulesOf(point: FilePoint, quantity: Quantity | null, staleSeconds: number): readonly RuleValues[] {
  if (!quantity) return [];
  const defaults = fullDefaults(quantity, staleSeconds);
  if (point.rules === 'default') return defaults;
  const own = point.rules.map((rule) => ruleOf(rule, defaults));
  const hasSilence = own.some((rule) => rule.type === staleRule.type);
  return hasSilence ? own : [...own, ...defaults.filter((rule) => rule.type === staleRule.type)];
}

/** Stale time of a point that does not say: its quantity's, and at least three of its own intervals. */
export const defaultStaleSeconds = (quantity: Quantity | null, intervalSeconds: number): number =>
  Math.max(quantity?.staleSeconds ?? 300, 3 * intervalSeconds);

function pointOf({ rules: _, ...point }: FilePoint, rules: FilePoint['rules']): PointImage {
  const quantity = quantityOf(point.quantity);
  const intervalSeconds = point.intervalSeconds ?? quantity?.intervalSeconds ?? 60;
  const staleSeconds = point.staleSeconds ?? defaultStaleSeconds(quantity, intervalSeconds);
  const filled = { ...point, intervalSeconds, staleSeconds, status: 'active' as const };
  return { ...filled, rules: rulesOf({ ...point, rules }, quantity, staleSeconds) };
}

/** With the defaults of its nameplate filled in. */
function thingOf(thing: FileEquipment): EquipmentImage {
  const rating = checkRating(thing.kind, thing.rating);
  return { ...thing, rating: rating.ok ? rating.value : thing.rating };
}

/** What the file asks for. The file has passed `checkSiteFile`. */
export const imageOfFile = (file: SiteFile): SiteImage => ({
  site: file.site,
  locations: file.locations.map((location, i) => ({ ...location, sortOrder: location.sortOrder ?? i })),
  equipment: file.equipment.map(thingOf),
  devices: file.devices,
  points: file.points.map((point) => pointOf(point, point.rules)),
});
