import type { PutRedundancyChain } from '@wachter/services/redundancy/put-chain';
import type { z } from 'zod';
import type { ListedChain } from './view.ts';

/** A chain while it is being typed; keys tell rows apart. */
export interface ChainDraft {
  readonly name: string;
  readonly tag: string;
  readonly locationId: string;
  readonly paths: readonly PathDraft[];
}

export interface PathDraft {
  readonly key: number;
  readonly name: string;
  /** Ids of group points, as text. */
  readonly groups: readonly string[];
}

const letter = (index: number): string => String.fromCharCode(65 + Math.min(25, index));

export const newPath = (paths: readonly PathDraft[]): PathDraft => ({
  ...{ key: Math.max(0, ...paths.map(({ key }) => key)) + 1, name: letter(paths.length), groups: [] },
});

export function chainDraftOf(listed: ListedChain | null): ChainDraft {
  if (!listed) {
    const first = newPath([]);
    return { name: '', tag: '', locationId: '', paths: [first, newPath([first])] };
  }
  const { name, tag, locationId, chain } = listed;
  return { name, tag, locationId: locationId ?? '', paths: chain.paths.map((path, key) => ({ key, ...path })) };
}

/** What is wrong with the ways as they are typed: one of them has no name or no group, or two have the same name. */
export const hasPathFault = ({ paths }: ChainDraft): boolean =>
  paths.length === 0 ||
  paths.some(({ name, groups }) => name.trim() === '' || groups.length === 0) ||
  new Set(paths.map(({ name }) => name.trim())).size < paths.length;

export const chainOf = ({ paths }: ChainDraft): z.input<typeof PutRedundancyChain>['chain'] => ({
  paths: paths.map(({ name, groups }) => ({ name: name.trim(), groups: [...groups] })),
});
