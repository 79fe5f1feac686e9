import type { Words } from '@wachter/core';

/** Response texts by rule, each text once: what a wall shows beside a fresh alarm. */
export interface Responses {
  readonly texts: readonly Words[];
  readonly ofRule: Readonly<Record<string, number>>;
}
