import { boundTo, mayShelve, type Priority, quantityById, type Scope, scopeKey, scopeKeysOf, scopeKinds } from '@wachter/core';
import { z } from 'zod';
import type { SiteReads } from '../ports/site-store.ts';

/** What is withheld: a rule, point, device, equipment or place, with all that hangs on it or lies inside it. */
export const scopeFields = {
  scopeKind: z.enum(scopeKinds),
  scopeId: z.string().min(1).max(200),
};

/** Why, in words for whoever finds it silent. */
export const Reason = z
  .string()
  .trim()
  .min(3)
  .max(500)
  .regex(/^(?:[^\p{Cc}]|\n)*$/u, 'must be plain text');
export const WorkOrder = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}]*$/u, 'must be one line of plain text');

/** A rule that tells nobody anything while its scope is withheld. */
export interface UnguardedRule {
  readonly ruleId: string;
  readonly type: string;
  readonly priority: Priority;
  readonly pointId: number | null;
  readonly deviceId: string | null;
  /** Name of the point or device it guards. */
  readonly name: string;
  /** Fire, released extinguishing or critical gas: somebody must watch in its place. */
  readonly isVital: boolean;
}

export interface FoundScope {
  readonly siteId: string;
  readonly rules: readonly UnguardedRule[];
}

async function siteOf(reads: SiteReads, { scopeKind, scopeId }: Scope): Promise<string | null> {
  switch (scopeKind) {
    case 'rule':
      return (await reads.rules()).find(({ id }) => id === scopeId)?.siteId ?? null;
    case 'point':
      return (/^\d{1,9}$/.test(scopeId) ? await reads.point(Number(scopeId)) : null)?.siteId ?? null;
    case 'device':
      return (await reads.device(scopeId))?.siteId ?? null;
    case 'equipment':
      return (await reads.equipment()).find(({ id }) => id === scopeId)?.siteId ?? null;
    case 'location':
      return (await reads.locations()).find(({ id }) => id === scopeId)?.siteId ?? null;
    default:
      return scopeKind satisfies never;
  }
}

/** The site of a scope and every enabled rule it covers, as the engine will see it; null where there is no such thing. */
export async function findScope(reads: SiteReads, scope: Scope): Promise<FoundScope | null> {
  const siteId = await siteOf(reads, scope);
  if (siteId === null) return null;
  const points = new Map((await reads.points({ siteId })).map((point) => [point.id, point]));
  const devices = new Map((await reads.devices()).map((device) => [device.id, device]));
  const places = new Map((await reads.locations(siteId)).map((location) => [location.id, location.parentId]));
  const above = { device: (id: string) => devices.get(id)?.parentId, location: (id: string) => places.get(id) };
  const key = scopeKey(scope.scopeKind, scope.scopeId);
  const rules: UnguardedRule[] = [];
  for (const rule of await reads.rules()) {
    if (rule.siteId !== siteId || !rule.isEnabled) continue;
    const point = rule.pointId === null ? null : (points.get(rule.pointId) ?? null);
    const device = devices.get(point?.deviceId ?? rule.deviceId ?? '') ?? null;
    if (!scopeKeysOf(boundTo(rule.id, point, device), above).includes(key)) continue;
    const quantity = point?.quantity ? quantityById(point.quantity) : null;
    const { id: ruleId, type, priority, pointId, deviceId } = rule;
    const name = point?.name ?? device?.name ?? '';
    rules.push({ ruleId, type, priority, pointId, deviceId, name, isVital: mayShelve(rule, quantity) !== null });
  }
  return { siteId, rules };
}
