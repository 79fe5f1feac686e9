import { stringify } from 'yaml';
import { quantityOf } from '../catalogue.ts';
import type { RuleValues } from '../rule/defaults.ts';
import { canonical, isSame } from './canonical.ts';
import { defaultStaleSeconds, fullDefaults } from './image-of-file.ts';
import type { PointImage, SiteImage } from './site-image.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Without fields that say nothing: null, an empty object, or what would be filled in anyway. */
const tidy = (fields: Fields, defaults: Fields = {}): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(([field, value]) => {
      if (field in defaults) return !isSame(value, defaults[field]);
      return value !== null && value !== undefined && canonical(value) !== '{}';
    }),
  );

const texts = ['cause', 'consequence', 'response', 'respondWithinMinutes', 'checklist', 'acknowledgeHoldsMinutes'] as const;

function ruleFields(rule: RuleValues, defaults: readonly RuleValues[]): Fields {
  const own = defaults.find((other) => other.type === rule.type);
  const said = texts.filter((field) => !isSame(rule[field], own?.[field] ?? null)).map((field) => [field, rule[field]] as const);
  const { type, params, priority, isLatching, isEnabled } = rule;
  const manner = { ...(isLatching ? { latching: true } : {}), ...(isEnabled ? {} : { enabled: false }) };
  return { type, params, priority, ...manner, ...Object.fromEntries(said) };
}

function rulesField(point: PointImage, defaults: readonly RuleValues[]): unknown {
  const sorted = (rules: readonly RuleValues[]) => rules.map(canonical).toSorted();
  if (isSame(sorted(point.rules), sorted(defaults))) return 'default';
  const inOrder = point.rules.toSorted((a, b) => (a.type + canonical(a) < b.type + canonical(b) ? -1 : 1));
  return inOrder.map((rule) => ruleFields(rule, defaults));
}

function pointFields({ status: _, rules: __, ...point }: PointImage, rules: PointImage): Fields {
  const quantity = quantityOf(point.quantity);
  const intervalSeconds = quantity?.intervalSeconds ?? 60;
  const defaults = quantity ? fullDefaults(quantity, point.staleSeconds) : [];
  const filled = { intervalSeconds, staleSeconds: defaultStaleSeconds(quantity, point.intervalSeconds) };
  return { ...tidy(point, filled), rules: rulesField(rules, defaults) };
}

/** The file of a site: what its defaults would fill in is left out, so that what stands there is what somebody decided. */
export function renderSiteFile(image: SiteImage): string {
  const file = {
    version: 1,
    site: image.site,
    locations: image.locations.map((location, i) => tidy({ ...location }, { sortOrder: i })),
    equipment: image.equipment.map((thing) => tidy({ ...thing }, { fedBy: [] })),
    devices: image.devices.map((device) => tidy({ ...device }, { status: 'approved' })),
    points: image.points.map((point) => pointFields(point, point)),
  };
  return stringify(file, { lineWidth: 120, aliasDuplicateObjects: false });
}
