import type { Steps } from '../steps.ts';

/** What a build needs to know. Aborting `signal` ends it. */
export interface Build {
  readonly root: string;
  readonly steps: Steps;
  readonly signal: AbortSignal;
}
