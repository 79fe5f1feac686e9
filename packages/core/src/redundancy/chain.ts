import type { GroupState } from './evaluate.ts';
import type { KnownRedundancy, RedundancyState } from './group.ts';

/** A way from the source to the load: groups that all must serve. */
export interface ChainPath {
  readonly name: string;
  readonly groups: readonly Pick<GroupState, 'state' | 'worst'>[];
}

export interface ChainState {
  readonly state: RedundancyState;
  readonly worst: KnownRedundancy;
  /** Whether the path carries; null where nobody can vouch for it. */
  readonly paths: readonly { readonly name: string; readonly carries: boolean | null }[];
}

/** A path carries while none of its groups is insufficient; one path is enough for the load, and is no margin (domain.md 7: path = and, site = or). */
export function evaluateChain(paths: readonly ChainPath[]): ChainState {
  const seen = paths.map(({ name, groups }) => ({ name, carries: carries(groups) }));
  const count = (doubt: boolean) => seen.filter((path) => path.carries ?? doubt).length;
  const [best, worst] = [stateOf(count(true), paths.length), stateOf(count(false), paths.length)];
  return { state: best === worst ? worst : 'unverified', worst, paths: seen };
}

function carries(groups: ChainPath['groups']): boolean | null {
  if (groups.some(({ state }) => state === 'insufficient')) return false;
  return groups.some(({ worst }) => worst === 'insufficient') ? null : true;
}

const stateOf = (carrying: number, all: number): KnownRedundancy =>
  carrying === 0 ? 'insufficient' : carrying === 1 ? 'no-margin' : carrying < all ? 'reduced' : 'redundant';
