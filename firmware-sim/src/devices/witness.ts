import type { Entry } from './buffer.ts';

/** Sees what native devices send and what is confirmed to them, before the next step happens. */
export interface Witness {
  readonly sending: (sent: {
    readonly device: string;
    readonly boot: string;
    readonly entry: Entry;
    readonly isAgain: boolean;
  }) => void;
  /** The broker took it (PUBACK). */
  readonly taken: (what: { readonly device: string; readonly boot: string; readonly seq: number }) => void;
  /** The host stored everything up to `seq` (ack). */
  readonly stored: (what: { readonly device: string; readonly boot: string; readonly seq: number }) => void;
}
