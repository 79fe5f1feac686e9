export type { ListedGroup } from '@wachter/services/redundancy/list';
export type { Touched } from '@wachter/services/redundancy/touch';
