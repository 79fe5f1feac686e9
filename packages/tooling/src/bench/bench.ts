import type { Server } from './database.ts';
import type { Options } from './options.ts';
import type { Scratch } from './scratch.ts';

/** One line of the table. `target` null = told, not judged. */
export interface Figure {
  readonly part: string;
  readonly figure: string;
  readonly measured: string;
  readonly target: string | null;
  readonly isReached: boolean | null;
}

/** What a part measures with. */
export interface Bench {
  readonly options: Options;
  readonly scratch: Scratch;
  readonly server: Server;
  readonly brokerKind: 'mosquitto' | 'embedded';
  readonly say: (line: string) => void;
  readonly report: (figure: Figure) => void;
  /** Resident memory of an ingestor at the end of a part, in MB. */
  readonly memory: { readonly part: string; readonly now: number; readonly peak: number }[];
}

export const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
