import { z } from 'zod';
import { saying } from '../saying.ts';
import type { GroupState } from './evaluate.ts';
import type { KnownRedundancy, RedundancyState } from './group.ts';

/** Ways from the source to the load; each names the groups that must all serve on it, by the id of the point that holds their state. */
export const RedundancyChain = z.strictObject({
  paths: z
    .array(
      z.strictObject({
        name: z.string().trim().min(1).max(80),
        groups: z.array(z.string().min(1).max(200)).min(1).max(20),
      }),
    )
    .min(1)
    .max(10)
    .refine(
      (paths) => new Set(paths.map(({ name }) => name)).size === paths.length,
      saying({ en: 'each path has a name of its own', nl: 'elk pad heeft een eigen naam' }),
    )
    .refine(
      (paths) => paths.every(({ groups }) => new Set(groups).size === groups.length),
      saying({ en: 'a path names each group once', nl: 'een pad noemt elke groep één keer' }),
    ),
});
export type RedundancyChain = z.output<typeof RedundancyChain>;

/** What a chain needs to know of a group. */
export type ServingGroup = Pick<GroupState, 'state' | 'worst' | 'isPlanned'>;

/** A way from the source to the load: groups that all must serve. */
export interface ChainPath {
  readonly name: string;
  readonly groups: readonly ServingGroup[];
}

export interface ChainState {
  readonly state: RedundancyState;
  readonly worst: KnownRedundancy;
  /** Without the planned work all paths would carry; it changes the colour, not the arithmetic. */
  readonly isPlanned: boolean;
  /** Whether the path carries; null where nobody can vouch for it. */
  readonly paths: readonly { readonly name: string; readonly carries: boolean | null }[];
}

/** A path carries while none of its groups is insufficient; one path is enough for the load, and is no margin (domain.md 7: path = and, site = or). */
export function evaluateChain(paths: readonly ChainPath[]): ChainState {
  const seen = paths.map(({ name, groups }) => ({ name, carries: carries(groups) }));
  const count = (doubt: boolean) => seen.filter((path) => path.carries ?? doubt).length;
  const [best, worst] = [stateOf(count(true), paths.length), stateOf(count(false), paths.length)];
  const isWhole = seen.every((path) => path.carries);
  const wouldBeWhole = paths.every(({ groups }) => carries(groups.filter(({ isPlanned }) => !isPlanned)));
  return { state: best === worst ? worst : 'unverified', worst, isPlanned: wouldBeWhole && !isWhole, paths: seen };
}

/** A group of which nothing is known: it was taken away, or nobody has spoken. */
const unknownGroup: ServingGroup = { state: 'unverified', worst: 'insufficient', isPlanned: false };

/** State of a chain by those of its groups, by the id of their point. */
export const chainStateOf = (chain: RedundancyChain, groups: ReadonlyMap<string, ServingGroup>): ChainState =>
  evaluateChain(chain.paths.map(({ name, groups: ids }) => ({ name, groups: ids.map((id) => groups.get(id) ?? unknownGroup) })));

/** The same chain with other names for its groups; what has no other name keeps its own. */
export const renamedChain = (chain: RedundancyChain, nameOf: (group: string) => string | null): RedundancyChain => ({
  paths: chain.paths.map(({ name, groups }) => ({ name, groups: groups.map((id) => nameOf(id) ?? id) })),
});

function carries(groups: ChainPath['groups']): boolean | null {
  if (groups.some(({ state }) => state === 'insufficient')) return false;
  return groups.some(({ worst }) => worst === 'insufficient') ? null : true;
}

const stateOf = (carrying: number, all: number): KnownRedundancy =>
  carrying === 0 ? 'insufficient' : carrying === 1 ? 'no-margin' : carrying < all ? 'reduced' : 'redundant';
