import type { Scope } from '@wachter/core';
import type { AlarmModel } from './alarm-model.ts';

interface NamedScope {
  readonly scope: Scope;
  /** The first of the rules it covers, by which a rule is called. */
  readonly rules: readonly { readonly name: string }[];
}

/** What people call the thing that is withheld; its id where the name is gone. */
export function scopeName(model: AlarmModel, { scope: { scopeKind, scopeId }, rules }: NamedScope): string {
  switch (scopeKind) {
    case 'rule':
      return rules[0]?.name ?? scopeId;
    case 'point':
      return model.points.find((one) => String(one.id) === scopeId)?.name ?? scopeId;
    case 'device':
      return model.devices.find((one) => one.id === scopeId)?.name ?? scopeId;
    case 'equipment':
      return model.equipment.find((one) => one.id === scopeId)?.name ?? scopeId;
    case 'location':
      return model.locations.find((one) => one.id === scopeId)?.name ?? scopeId;
    default:
      return scopeKind satisfies never;
  }
}
