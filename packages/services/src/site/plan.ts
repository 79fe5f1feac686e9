import type { ObjectKind } from '../access/policy.ts';
import type { RuleValues } from '../rule/defaults.ts';
import { canonical, isSame } from './canonical.ts';
import type { PointImage, SiteImage } from './site-image.ts';

export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface PlanItem {
  readonly object: ObjectKind;
  readonly key: string;
  readonly name: string;
}

/** What an import would do. `removed` = points retired, devices ignored, empty places and things taken away; history stays. */
export interface SitePlan {
  readonly added: readonly PlanItem[];
  readonly changed: readonly (PlanItem & { readonly fields: readonly FieldChange[] })[];
  readonly removed: readonly PlanItem[];
}

/** One object before and after, by the key of the file. `before` null = new, `after` null = to go. */
export interface Pair<Image> {
  readonly key: string;
  readonly before: Image | null;
  readonly after: Image | null;
}

export interface SitePairs {
  readonly site: Pair<SiteImage['site']>;
  readonly locations: readonly Pair<SiteImage['locations'][number]>[];
  readonly equipment: readonly Pair<SiteImage['equipment'][number]>[];
  readonly devices: readonly Pair<SiteImage['devices'][number]>[];
  readonly points: readonly Pair<PointImage>[];
}

/** Rules that were switched off and are not asked for do not count: they stay as they are, because alarms of the past name them. */
function rulesThatCount(before: readonly RuleValues[], after: readonly RuleValues[]): readonly string[] {
  const wanted = new Set(after.map(canonical));
  return before
    .filter((rule) => rule.isEnabled || wanted.has(canonical(rule)))
    .map(canonical)
    .toSorted();
}

function fieldsOf(before: object, after: object): readonly FieldChange[] {
  const old: Readonly<Record<string, unknown>> = { ...before };
  return Object.entries(after).flatMap(([field, value]) => {
    if (field === 'rules') {
      const [was, is] = [old['rules'] as readonly RuleValues[], value as readonly RuleValues[]];
      return isSame(rulesThatCount(was, is), is.map(canonical).toSorted()) ? [] : [{ field, before: was, after: is }];
    }
    return isSame(old[field] ?? null, value ?? null) ? [] : [{ field, before: old[field] ?? null, after: value }];
  });
}

/** Is there anything to do for this pair? */
export const isChanged = (pair: Pair<object>): boolean =>
  pair.before === null || pair.after === null || fieldsOf(pair.before, pair.after).length > 0;

/** The plan of an import, from what is and what is wanted. */
export function planOf(pairs: SitePairs): SitePlan {
  const lists: readonly (readonly [ObjectKind, readonly Pair<{ readonly name: string }>[]])[] = [
    ['site', [pairs.site]],
    ['location', pairs.locations],
    ['equipment', pairs.equipment],
    ['device', pairs.devices],
    ['point', pairs.points],
  ];
  const all = lists.flatMap(([object, list]) => list.map((pair) => ({ object, ...pair })));
  const item = ({ object, key, before, after }: (typeof all)[number]): PlanItem => ({
    object,
    key,
    name: (after ?? before)?.name ?? '',
  });
  return {
    added: all.filter((pair) => pair.before === null).map(item),
    changed: all.flatMap((pair) => {
      if (!pair.before || !pair.after) return [];
      const fields = fieldsOf(pair.before, pair.after);
      return fields.length > 0 ? [{ ...item(pair), fields }] : [];
    }),
    removed: all.filter((pair) => pair.after === null).map(item),
  };
}
