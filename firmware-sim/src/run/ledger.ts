import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { Witness } from '../devices/witness.ts';

/**
 * One line of the ledger. `publish` is the first sending of a message, `resend` every later one, `puback` the broker's receipt,
 * `ack` the host's word that everything of this boot up to `seq` is stored. `at`: milliseconds since 1970, the simulator's clock.
 */
export type LedgerLine =
  | {
      readonly kind: 'publish';
      readonly at: number;
      readonly device: string;
      readonly boot: string;
      readonly seq: number;
      readonly topic: string;
      readonly payload: string;
    }
  | {
      readonly kind: 'resend' | 'puback' | 'ack';
      readonly at: number;
      readonly device: string;
      readonly boot: string;
      readonly seq: number;
    };

export interface Ledger {
  readonly witness: Witness;
  readonly close: () => void;
}

/** Appends to `file`; each line is on the disk before the step it tells of happens. */
export function openLedger(file: string, now: () => number): Ledger {
  const descriptor = openSync(file, 'a', 0o600);
  const decoder = new TextDecoder();
  const write = (line: LedgerLine) => {
    writeSync(descriptor, `${JSON.stringify(line)}\n`);
    fsyncSync(descriptor);
  };
  return {
    witness: {
      sending: ({ device, boot, entry, isAgain }) =>
        write(
          isAgain
            ? { kind: 'resend', at: now(), device, boot, seq: entry.seq }
            : {
                kind: 'publish',
                at: now(),
                device,
                boot,
                seq: entry.seq,
                topic: entry.topic,
                payload: decoder.decode(entry.bytes),
              },
        ),
      taken: (what) => write({ kind: 'puback', at: now(), ...what }),
      stored: (what) => write({ kind: 'ack', at: now(), ...what }),
    },
    close: () => closeSync(descriptor),
  };
}
