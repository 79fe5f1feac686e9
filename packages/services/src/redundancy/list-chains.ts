import {
  type ChainState,
  chainStateOf,
  evaluateGroup,
  factsOf,
  ok,
  type RedundancyChain,
  type Result,
  type ServingGroup,
} from '@wachter/core';
import { z } from 'zod';
import { defineVerb } from '../define-verb.ts';
import { Id } from '../fields.ts';
import { presentOf, readThings } from './present.ts';

export const ListRedundancyChains = z.strictObject({ siteId: Id.optional() });

export interface ListedPath {
  readonly name: string;
  readonly carries: boolean | null;
  /** `state` null: there is no such group any more. */
  readonly groups: readonly { readonly pointId: number; readonly name: string; readonly state: ServingGroup['state'] | null }[];
}

/** A chain with what is so now: each of its ways, and the load. */
export interface ListedChain {
  readonly pointId: number;
  readonly siteId: string;
  readonly locationId: string | null;
  readonly tag: string;
  readonly name: string;
  readonly chain: RedundancyChain;
  readonly now: Omit<ChainState, 'paths'>;
  readonly paths: readonly ListedPath[];
}

/** Every chain of redundancy groups, by name. */
export const listRedundancyChains = defineVerb({
  action: 'point.read',
  input: ListRedundancyChains,
  siteOf: (input) => input.siteId,
  run: async (context, { siteId }): Promise<Result<readonly ListedChain[], never>> => {
    const now = context.now();
    const { site, live } = context.store;
    const [things, snapshot] = await Promise.all([readThings(site, now), live.snapshot()]);
    const present = presentOf(things, snapshot, now);
    const groups = new Map<string, ServingGroup & { readonly name: string }>();
    for (const { id, name, derivedFrom } of things.points) {
      if (derivedFrom?.kind !== 'redundancy') continue;
      groups.set(String(id), { ...evaluateGroup(derivedFrom.group, factsOf(derivedFrom.group, present)), name });
    }
    const chains = things.points.flatMap((point): readonly ListedChain[] => {
      const { id, siteId: own, locationId, tag, name, derivedFrom } = point;
      if (derivedFrom?.kind !== 'redundancy-chain' || (siteId !== undefined && own !== siteId)) return [];
      const { paths, ...state } = chainStateOf(derivedFrom.chain, groups);
      const listed = derivedFrom.chain.paths.map(
        (path, index): ListedPath => ({
          name: path.name,
          carries: paths[index]?.carries ?? null,
          groups: path.groups.map((group) => ({
            ...{ pointId: Number(group), name: groups.get(group)?.name ?? group },
            state: groups.get(group)?.state ?? null,
          })),
        }),
      );
      return [{ pointId: id, siteId: own ?? '', locationId, tag, name, chain: derivedFrom.chain, now: state, paths: listed }];
    });
    return ok(chains.toSorted((a, b) => a.name.localeCompare(b.name) || a.pointId - b.pointId));
  },
});
