import { redundancy } from '../quantity/redundancy.ts';
import type { GroupState } from './evaluate.ts';
import type { RedundancyState } from './group.ts';

/** A state as it is stored: a code of the quantity `redundancy`. */
export function redundancyCode({ state, isPlanned }: Pick<GroupState, 'state' | 'isPlanned'>): number {
  const id = isPlanned && isTwinned(state) ? `${state}-planned` : state;
  const found = redundancy.states?.find((one) => one.id === id);
  if (!found) throw new Error(`The quantity redundancy has no state "${id}".`);
  return found.code;
}

function isTwinned(state: RedundancyState): boolean {
  return state !== 'redundant' && state !== 'unverified';
}

const byCode: ReadonlyMap<number, { readonly state: RedundancyState; readonly isPlanned: boolean }> = new Map(
  (['redundant', 'reduced', 'no-margin', 'insufficient', 'unverified'] as const).flatMap((state) =>
    [false, true].map(
      (isPlanned) => [redundancyCode({ state, isPlanned }), { state, isPlanned: isPlanned && isTwinned(state) }] as const,
    ),
  ),
);

/** What a stored code says; null for one that is none. */
export const redundancyByCode = (code: number): { readonly state: RedundancyState; readonly isPlanned: boolean } | null =>
  byCode.get(code) ?? null;
