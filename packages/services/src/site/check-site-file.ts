import { checkRating, feedLoop, heatParts, namedBy } from '@wachter/core';
import { redundancy } from '@wachter/core/quantity/redundancy';
import { convert } from '@wachter/core/unit/convert';
import { checkMapping, checkRuleParams, families, isDialect, quantityOf, ruleWatches } from '../catalogue.ts';
import type { FileEquipment, FilePoint, SiteFile } from './site-file.ts';

/** Something wrong at a path of the file. `key` names a key that should not be there. */
export interface Finding {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly key?: string | undefined;
}

const minutesLeftQuantities: readonly string[] = Object.values(heatParts);

type List = 'locations' | 'equipment' | 'devices' | 'points';

function duplicates<Item>(
  list: List,
  items: readonly Item[],
  key: { of: (item: Item) => string | null; field: string },
): Finding[] {
  const first = new Map<string, number>();
  return items.flatMap((item, i) => {
    const value = key.of(item);
    if (value === null) return [];
    const earlier = first.get(value);
    if (earlier === undefined) {
      first.set(value, i);
      return [];
    }
    return [{ path: [list, i, key.field], message: `${value} is there twice: also as ${list} ${earlier + 1}` }];
  });
}

const missing = (path: Finding['path'], what: string, key: string | null, known: ReadonlySet<string>): Finding[] =>
  key === null || known.has(key) ? [] : [{ path, message: `there is no ${what} ${key} in this file` }];

/** Items that lie within themselves by way of their parents. */
function loops(list: List, items: readonly { readonly key: string; readonly parent: string | null }[]): Finding[] {
  const parents = new Map(items.map((item) => [item.key, item.parent]));
  return items.flatMap((item, i) => {
    const seen = new Set<string>();
    for (let at = item.parent; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
      if (at === item.key) return [{ path: [list, i, 'parent'], message: `${item.key} lies within itself` }];
      seen.add(at);
    }
    return [];
  });
}

function checkSource(point: FilePoint, i: number, byTag: ReadonlyMap<string, FilePoint>): Finding[] {
  const at = (field: string) => ['points', i, field];
  const { derived, device, channel } = point;
  if (!derived) {
    return device === null || channel === null
      ? [{ path: ['points', i, 'tag'], message: 'a point needs device and channel, or derived' }]
      : [];
  }
  if (device !== null || channel !== null)
    return [{ path: at('derived'), message: 'a derived point has no device and no channel' }];
  if (derived.kind === 'redundancy-chain') {
    const named = derived.chain.paths.flatMap(({ groups }) => groups);
    const stranger = named.find((tag) => byTag.get(tag)?.derived?.kind !== 'redundancy');
    if (stranger !== undefined) return [{ path: at('derived'), message: `${stranger} is no redundancy group of this file` }];
  }
  if (derived.kind === 'redundancy' || derived.kind === 'redundancy-chain') {
    return point.quantity === redundancy.id
      ? []
      : [{ path: at('quantity'), message: `a group or chain has the quantity ${redundancy.id}` }];
  }
  if (derived.kind === 'minutes-left') {
    if (!minutesLeftQuantities.includes(point.quantity))
      return [{ path: at('quantity'), message: `minutes left are held by ${minutesLeftQuantities.join(', ')}` }];
    return point.location === null ? [{ path: at('location'), message: 'minutes left belong to a room' }] : [];
  }
  return (['temperature', 'humidity'] as const).flatMap((role) => {
    const source = byTag.get(derived[role]);
    const path = ['points', i, 'derived', role];
    if (!source) return [{ path, message: `there is no point ${derived[role]} in this file` }];
    if (source.derived) return [{ path, message: `${derived[role]} is itself derived` }];
    const family = quantityOf(source.quantity)?.family;
    return family === families[role] ? [] : [{ path, message: `${derived[role]} does not measure ${role}` }];
  });
}

function checkQuantity(point: FilePoint, i: number): Finding[] {
  const quantity = quantityOf(point.quantity);
  if (!quantity) return [{ path: ['points', i, 'quantity'], message: `there is no quantity ${point.quantity}` }];
  const fits = point.unit === null || convert(1, point.unit, quantity.unit).ok;
  return fits ? [] : [{ path: ['points', i, 'unit'], message: `${point.unit} cannot become ${quantity.unit}` }];
}

function checkRules(point: FilePoint, i: number): Finding[] {
  if (point.rules === 'default') return [];
  return point.rules.flatMap((rule, n) => {
    const path = ['points', i, 'rules', n];
    const checked = checkRuleParams(rule.type, rule.params);
    if (checked.ok) {
      return ruleWatches(rule.type) === 'point'
        ? []
        : [{ path: [...path, 'type'], message: `${rule.type} guards devices, not points` }];
    }
    if (checked.error.kind === 'unknown-rule-type')
      return [{ path: [...path, 'type'], message: `there is no rule type ${rule.type}` }];
    return checked.error.issues.map((issue) => ({ path: [...path, ...issue.path.split('.')], message: issue.message }));
  });
}

const plans = (file: SiteFile): Finding[] =>
  file.locations.flatMap((location, i) =>
    location.plan !== null && location.kind !== 'room'
      ? [{ path: ['locations', i, 'plan'], message: 'only rooms have a plan' }]
      : [],
  );

function mappingFindings(mapping: unknown, i: number): Finding[] {
  const checked = mapping === null ? null : checkMapping(mapping);
  if (!checked || checked.ok) return [];
  return checked.error.issues.map((issue) => ({ path: ['devices', i, ...issue.path.split('.')], message: issue.message }));
}

function ratingFindings({ kind, rating }: FileEquipment, i: number): Finding[] {
  const checked = checkRating(kind, rating);
  return checked.ok ? [] : checked.error.map(({ path, message }) => ({ path: ['equipment', i, 'rating', ...path], message }));
}

function feedFindings({ equipment }: SiteFile): Finding[] {
  const loop = feedLoop(equipment.map(({ slug, fedBy }) => ({ id: slug, fedBy })));
  if (loop === null) return [];
  const i = equipment.findIndex(({ slug }) => slug === loop[0]);
  const message = `its power would come from itself: ${[...loop, loop[0]].join(' → ')}`;
  return [{ path: ['equipment', i, 'fedBy'], message }];
}

function references(file: SiteFile): Finding[] {
  const places = new Set(file.locations.map((location) => location.slug));
  const things = new Set(file.equipment.map((thing) => thing.slug));
  const devices = new Set(file.devices.map((device) => device.id));
  const tags = new Set(file.points.map((point) => point.tag));
  return [
    ...file.locations.flatMap((row, i) => missing(['locations', i, 'parent'], 'location', row.parent, places)),
    ...file.equipment.flatMap((row, i) => missing(['equipment', i, 'location'], 'location', row.location, places)),
    ...file.equipment.flatMap((row, i) =>
      row.fedBy.flatMap((slug, n) => missing(['equipment', i, 'fedBy', n], 'equipment', slug, things)),
    ),
    ...file.devices.flatMap((row, i) => [
      ...missing(['devices', i, 'location'], 'location', row.location, places),
      ...missing(['devices', i, 'parent'], 'device', row.parent, devices),
      ...missing(['devices', i, 'fedBy'], 'equipment', row.fedBy, things),
      ...(isDialect(row.dialect) ? [] : [{ path: ['devices', i, 'dialect'], message: `there is no dialect ${row.dialect}` }]),
      ...mappingFindings(row.mapping, i),
    ]),
    ...file.points.flatMap((row, i) => [
      ...missing(['points', i, 'device'], 'device', row.device, devices),
      ...missing(['points', i, 'location'], 'location', row.location, places),
      ...missing(['points', i, 'equipment'], 'equipment', row.equipment, things),
      ...(row.derived?.kind === 'redundancy' ? namedBy(row.derived.group) : []).flatMap(({ kind, id }) =>
        missing(['points', i, 'derived', 'group'], kind, id, { equipment: things, device: devices, point: tags }[kind]),
      ),
    ]),
  ];
}

/** Everything that the file says wrongly about itself: what is twice there, what points at nothing, what no catalogue knows. */
export function checkSiteFile(file: SiteFile): readonly Finding[] {
  const byTag = new Map(file.points.map((point) => [point.tag, point]));
  const channelOf = ({ device, channel }: FilePoint) => (device === null || channel === null ? null : `${device} ${channel}`);
  return [
    ...duplicates('locations', file.locations, { of: (row) => row.slug, field: 'slug' }),
    ...duplicates('equipment', file.equipment, { of: (row) => row.slug, field: 'slug' }),
    ...duplicates('devices', file.devices, { of: (row) => row.id, field: 'id' }),
    ...duplicates('points', file.points, { of: (row) => row.tag, field: 'tag' }),
    ...duplicates('points', file.points, { of: channelOf, field: 'channel' }),
    ...references(file),
    ...loops(
      'locations',
      file.locations.map((row) => ({ key: row.slug, parent: row.parent })),
    ),
    ...loops(
      'devices',
      file.devices.map((row) => ({ key: row.id, parent: row.parent })),
    ),
    ...plans(file),
    ...file.equipment.flatMap(ratingFindings),
    ...feedFindings(file),
    ...file.points.flatMap((point, i) => [...checkSource(point, i, byTag), ...checkQuantity(point, i), ...checkRules(point, i)]),
  ];
}
