import { topicBytes } from './wire.ts';

/** A device of the load: its own numbering and a source time that never repeats. */
export interface Sender {
  readonly device: string;
  readonly topic: Buffer;
  readonly seq: () => number;
  readonly stored: () => number;
  /** The next message; `at` in milliseconds since 1970 is moved on where two messages would share it. */
  readonly next: (at: number) => string;
  /** Notes an ack of the host; returns how many more messages it covers. */
  readonly acked: (seq: number) => number;
}

export interface SenderParams {
  readonly device: string;
  readonly index: number;
  readonly boot: string;
  readonly valuesPerMessage: number;
  readonly value: (device: number, channel: number, seq: number) => number;
}

/** Channels are called c0, c1, … */
export function createSender(params: SenderParams): Sender {
  let seq = 0;
  let stored = 0;
  let lastAt = 0;
  return {
    device: params.device,
    topic: topicBytes(`wachter/v1/${params.device}/data`),
    seq: () => seq,
    stored: () => stored,
    next: (at) => {
      seq += 1;
      lastAt = Math.max(lastAt + 1, at);
      let values = '';
      for (let channel = 0; channel < params.valuesPerMessage; channel += 1) {
        values += `${channel === 0 ? '' : ','}"c${channel}":${params.value(params.index, channel, seq)}`;
      }
      return `{"boot":"${params.boot}","seq":${seq},"samples":[{"t":${lastAt},"v":{${values}}}]}`;
    },
    acked: (upTo) => {
      const more = Math.max(0, upTo - stored);
      stored += more;
      return more;
    },
  };
}
