import type { Device } from '../device/device.ts';
import type { Point } from '../point/point.ts';
import type { AnnouncedTest } from '../power/announced-test.ts';
import type { Quantity, Words } from '../quantity/define.ts';
import * as gas from '../quantity/gas.ts';
import * as hydrogen from '../quantity/hydrogen.ts';
import * as oxygen from '../quantity/oxygen.ts';
import type { Instant } from '../reading/reading.ts';
import type { EngineColumns, Withheld } from './alarm.ts';
import type { RuleInstance } from './define-rule.ts';
import { type MaintenanceWindow, openOccurrence } from './window.ts';
import { isInForce } from './withheld-now.ts';

export const scopeKinds = ['rule', 'point', 'device', 'equipment', 'location'] as const;
export type ScopeKind = (typeof scopeKinds)[number];

/** What a withholding or a maintenance window covers: the thing itself and all that hangs on it or lies inside it. */
export interface Scope {
  readonly scopeKind: ScopeKind;
  readonly scopeId: string;
}

/**
 * Shelved: people do not want to be told for a while. Out of service: it does not work, or is being worked on. Both always have an end
 * and a reason. It belongs to the scope, not to an occurrence: measuring, raising and clearing go on under it.
 */
export interface Withholding extends Scope {
  readonly id: string;
  readonly siteId: string;
  readonly kind: 'shelved' | 'out-of-service';
  readonly fromAt: Instant;
  readonly untilAt: Instant;
  readonly reason: string;
  readonly workOrder: string | null;
  readonly createdAt: Instant;
  readonly createdBy: string;
  /** Id of the person who made it; null where it was no person. */
  readonly createdByUser: string | null;
  readonly source: string | null;
  readonly endedAt: Instant | null;
  readonly endedBy: string | null;
  /** When that person was reminded that it ends soon; only telling writes it. */
  readonly remindedAt: Instant | null;
}

/** What is withheld of a rule at an instant, by which withholding, window or root alarm, and in whose name. */
export interface WithholdingDecision {
  readonly kind: Withheld;
  readonly by: string | null;
  readonly until: Instant | null;
  readonly since: Instant;
  readonly actor: string;
  readonly reason: string | null;
  readonly source: string | null;
}

export const NOTHING_WITHHELD: WithholdingDecision = {
  ...{ kind: 'none', by: null, until: null, since: 0, actor: 'engine', reason: null, source: null },
};

export const stampOf = ({
  kind,
  by,
  until,
}: WithholdingDecision): Pick<EngineColumns, 'withheld' | 'withheldBy' | 'withheldUntil'> => ({
  withheld: kind,
  withheldBy: by,
  withheldUntil: until,
});

/** The decision that an occurrence carries: what a restarted engine goes on with. */
export const withheldOf = (alarm: Pick<EngineColumns, 'withheld' | 'withheldBy' | 'withheldUntil'>): WithholdingDecision => ({
  ...NOTHING_WITHHELD,
  kind: alarm.withheld,
  by: alarm.withheldBy,
  until: alarm.withheldUntil,
});

/** Everything people decided that withholds. Ended ones of the last day are among them: they say who ended what. */
export interface WithholdingFacts {
  readonly withholdings: readonly Withholding[];
  readonly windows: readonly MaintenanceWindow[];
  /** Announced tests of emergency power: they withhold what they show on purpose, see `expectedBy`. */
  readonly tests: readonly AnnouncedTest[];
  /** IANA time zone by site id. */
  readonly timeZones: ReadonlyMap<string, string>;
}

export const scopeKey = (kind: ScopeKind, id: string | number): string => `${kind}:${id}`;

/** What a rule hangs on, from the rule itself outwards, as scope keys. `isVital`: see `mayShelve`. */
export interface WithholdingSubject {
  readonly keys: readonly string[];
  readonly isVital: boolean;
}

/** What a rule is bound to. `locationId` is that of its point, else of its device. */
export interface BoundTo {
  readonly ruleId: string;
  readonly pointId: number | null;
  readonly equipmentId: string | null;
  readonly deviceId: string | null;
  readonly locationId: string | null;
}

/**
 * What a rule is bound to by its point and device. A redundancy group or chain tells what is left while its members are out: work on the place where they stand
 * is in its colour and excuses nothing (domain.md 7), so it is withheld only where somebody means the group itself.
 */
export function boundTo(
  ruleId: string,
  point: Pick<Point, 'id' | 'equipmentId' | 'locationId' | 'derivedFrom'> | null,
  device: Pick<Device, 'id' | 'locationId'> | null,
): BoundTo {
  const pointId = point?.id ?? null;
  const made = point?.derivedFrom?.kind;
  if (made === 'redundancy' || made === 'redundancy-chain')
    return { ruleId, pointId, equipmentId: null, deviceId: null, locationId: null };
  const locationId = point?.locationId ?? device?.locationId ?? null;
  return { ruleId, pointId, equipmentId: point?.equipmentId ?? null, deviceId: device?.id ?? null, locationId };
}

/** What lies above a device (its gateway) or a place; null or undefined at the top. */
export interface Above {
  readonly device: (id: string) => string | null | undefined;
  readonly location: (id: string) => string | null | undefined;
}

function upwards(from: string | null, above: (id: string) => string | null | undefined): readonly string[] {
  const chain = new Set<string>();
  for (let at: string | null | undefined = from; at && !chain.has(at); at = above(at)) chain.add(at);
  return [...chain];
}

/** Every scope that covers a rule: itself, its point, equipment, device with its gateways, and the places around it. */
export const scopeKeysOf = (bound: BoundTo, above: Above): readonly string[] => [
  scopeKey('rule', bound.ruleId),
  ...(bound.pointId === null ? [] : [scopeKey('point', bound.pointId)]),
  ...(bound.equipmentId === null ? [] : [scopeKey('equipment', bound.equipmentId)]),
  ...upwards(bound.deviceId, above.device).map((id) => scopeKey('device', id)),
  ...upwards(bound.locationId, above.location).map((id) => scopeKey('location', id)),
];

const weight: Readonly<Record<Withheld, number>> = { none: 0, shelved: 1, suppressed: 2, 'out-of-service': 3 };

/** The weightier of two decisions; of two alike the one that lasts longer. */
export const weightier = (a: WithholdingDecision, b: WithholdingDecision): WithholdingDecision =>
  weight[b.kind] > weight[a.kind] ||
  (b.kind === a.kind && (b.until ?? Number.POSITIVE_INFINITY) > (a.until ?? Number.POSITIVE_INFINITY))
    ? b
    : a;

/** What is in force at an instant, by scope key. Made once a tick and asked for every rule. */
export function inForce(facts: WithholdingFacts, now: Instant): ReadonlyMap<string, readonly WithholdingDecision[]> {
  const found = new Map<string, WithholdingDecision[]>();
  const add = ({ scopeKind, scopeId }: Scope, decision: WithholdingDecision) => {
    const key = scopeKey(scopeKind, scopeId);
    const list = found.get(key);
    if (list) list.push(decision);
    else found.set(key, [decision]);
  };
  for (const one of facts.withholdings) {
    if (!isInForce(one, now)) continue;
    const { kind, id, untilAt, fromAt, createdBy, reason, source } = one;
    add(one, { kind, by: id, until: untilAt, since: fromAt, actor: createdBy, reason, source });
  }
  for (const window of facts.windows) {
    const open = openOccurrence(window, facts.timeZones.get(window.siteId) ?? 'UTC', now);
    if (open === null) continue;
    const { id, createdBy, name, reason } = window;
    const said = { actor: createdBy, reason: `${name}: ${reason}`, source: null };
    add(window, { kind: 'suppressed', by: id, until: open.until, since: open.from, ...said });
  }
  return found;
}

/** Somebody announced work on one of these scopes: a window is open, or it is out of service. Shelving is no work. */
export const isWorkedOn = (force: ReadonlyMap<string, readonly WithholdingDecision[]>, keys: readonly string[]): boolean =>
  keys.some((key) => force.get(key)?.some(({ kind }) => kind === 'suppressed' || kind === 'out-of-service') ?? false);

/**
 * The one place where withholding is decided; the weightiest wins, and of two alike the one that lasts longer. What is vital is only ever
 * withheld by taking it out of service.
 */
export function withholdingOf(
  subject: WithholdingSubject,
  force: ReadonlyMap<string, readonly WithholdingDecision[]>,
): WithholdingDecision {
  let decision = NOTHING_WITHHELD;
  if (force.size === 0) return decision;
  for (const key of subject.keys) {
    for (const other of force.get(key) ?? []) {
      if (!subject.isVital || other.kind === 'out-of-service') decision = weightier(decision, other);
    }
  }
  return decision;
}

/** When and by whom the withholding, window or test with this id ended; null where it is not known, or ended by its own time. */
export function endingOf(facts: WithholdingFacts, id: string | null): { readonly at: Instant; readonly actor: string } | null {
  const withholding = facts.withholdings.find((one) => one.id === id);
  if (withholding?.endedAt != null) return { at: withholding.endedAt, actor: withholding.endedBy ?? 'engine' };
  const window = [...facts.windows, ...facts.tests].find((one) => one.id === id);
  return window?.cancelledAt != null ? { at: window.cancelledAt, actor: window.cancelledBy ?? 'engine' } : null;
}

export type Vital = 'fire' | 'released-suppression' | 'critical-gas';

export const vitalWords: Readonly<Record<Vital, Words>> = {
  fire: { en: 'A fire alarm is never shelved', nl: 'Een brandalarm wordt nooit uitgesteld' },
  'released-suppression': {
    en: 'A released extinguishing system is never shelved',
    nl: 'Een geactiveerde blusinstallatie wordt nooit uitgesteld',
  },
  'critical-gas': { en: 'A critical gas alarm is never shelved', nl: 'Een kritiek gasalarm wordt nooit uitgesteld' },
};

const fireFamilies: ReadonlySet<string> = new Set(['fire-panel', 'smoke']);
const gasFamilies: ReadonlySet<string> = new Set(
  [gas, hydrogen, oxygen].flatMap((file) => Object.values(file)).map(({ family }) => family),
);
/** They speak of missing data, not of fire or gas. */
export const aboutData: ReadonlySet<string> = new Set([
  'stale',
  'device-offline',
  'flatline',
  'notification-path',
  'duty-cover',
  'audit-trail',
  'backup-late',
]);

/** Why a rule must never be shelved nor suppressed (domain.md 8): null where it may. */
export function mayShelve(
  rule: Pick<RuleInstance, 'type' | 'priority'>,
  quantity: Pick<Quantity, 'family'> | null,
): Vital | null {
  if (quantity === null || aboutData.has(rule.type)) return null;
  if (fireFamilies.has(quantity.family)) return 'fire';
  if (quantity.family === 'suppression') return 'released-suppression';
  return gasFamilies.has(quantity.family) && rule.priority === 'critical' ? 'critical-gas' : null;
}
