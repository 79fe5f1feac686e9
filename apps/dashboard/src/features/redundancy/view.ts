export type { ListedGroup } from '@wachter/services/redundancy/list';
export type { ListedChain, ListedPath } from '@wachter/services/redundancy/list-chains';
export type { Touched } from '@wachter/services/redundancy/touch';
