import { type Line, openLine } from './line.ts';
import { createSender, type Sender } from './sender.ts';
import type { Login } from './wire.ts';

export interface LoadParams {
  readonly host: string;
  readonly port: number;
  /** Ids of native devices; each numbers its own messages from 1 under `boot`. They are dealt out over the connections. */
  readonly devices: readonly string[];
  readonly boot: string;
  readonly connections: number;
  /** Login of connection number `index`, counted from 0. */
  readonly login: (index: number) => Login;
  /** Publishes under way per connection. */
  readonly inFlight: number;
  readonly valuesPerMessage: number;
  /** In all. */
  readonly messages: number;
  /** In all; 0 = as fast as the broker takes them. */
  readonly messagesPerSecond: number;
  /** Also hear the host's acks, to know what is stored. */
  readonly listensForAcks: boolean;
  /** Wait at most this long for acks after the last message was taken. */
  readonly settleMs: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told of each publish just before it leaves: for measuring end to end. */
  readonly sending?: (sent: { readonly device: string; readonly seq: number; readonly at: number }) => void;
  /** Value of a channel; default a slow saw between 20 and 26. */
  readonly value?: (device: number, channel: number, seq: number) => number;
}

/** Counts over the whole run. `taken` = PUBACKs, `stored` = covered by acks of the host (0 when nobody listened). */
export interface LoadResult {
  readonly published: number;
  readonly taken: number;
  readonly stored: number;
  /** Until the last PUBACK. */
  readonly seconds: number;
  readonly messagesPerSecond: number;
  /** Until the host had stored everything; null when it did not, or nobody listened. */
  readonly storedSeconds: number | null;
}

interface Work {
  readonly lines: { readonly line: Line; readonly senders: readonly Sender[]; turn: number }[];
  published: number;
  taken: number;
  stored: number;
  problem: string | null;
  wake: () => void;
}

const TICK_MS = 5;
const saw = (device: number, channel: number, seq: number): number => 20 + ((seq * 7 + channel * 13 + device) % 60) / 10;

/** Publishes `messages` messages of the native protocol; resolves when all are taken, and stored if it listens. Throws when a connection is lost. */
export async function runLoad(params: LoadParams): Promise<LoadResult> {
  const work: Work = { lines: [], published: 0, taken: 0, stored: 0, problem: null, wake: () => undefined };
  await openLines(params, work);
  const startedAt = params.now();
  const elapsed = () => (params.now() - startedAt) / 1000;
  await until(
    work,
    () => work.taken >= params.messages,
    () => pump(params, work, allowedAfter(params, elapsed())),
  );
  const seconds = elapsed();
  if (params.listensForAcks) {
    const isOver = () => work.stored >= params.messages || elapsed() - seconds > params.settleMs / 1000;
    await until(work, isOver, () => undefined);
  }
  const isStored = params.listensForAcks && work.stored >= params.messages;
  const storedSeconds = isStored ? elapsed() : null;
  for (const { line } of work.lines) line.close();
  const { published, taken, stored } = work;
  return { published, taken, stored, seconds, messagesPerSecond: taken / seconds, storedSeconds };
}

const allowedAfter = ({ messages, messagesPerSecond }: LoadParams, seconds: number): number =>
  messagesPerSecond === 0 ? messages : Math.min(messages, Math.floor(seconds * messagesPerSecond));

function pump(params: LoadParams, work: Work, allowed: number) {
  for (const each of work.lines) {
    const share = Math.ceil((allowed - work.published) / (params.messagesPerSecond === 0 ? 1 : work.lines.length));
    for (let room = Math.min(each.line.room(), share); room > 0 && work.published < allowed; room -= 1) {
      const sender = each.senders[each.turn % each.senders.length];
      if (sender === undefined) break;
      each.turn += 1;
      work.published += 1;
      const at = params.now();
      const payload = sender.next(at);
      params.sending?.({ device: sender.device, seq: sender.seq(), at });
      each.line.push(sender.topic, payload, () => {
        work.taken += 1;
      });
    }
    each.line.flush();
  }
}

/** Does `step` whenever something came in and every few milliseconds, until `isDone`. */
function until(work: Work, isDone: () => boolean, step: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (work.problem === null) step();
      if (work.problem === null && !isDone()) return;
      clearInterval(timer);
      work.wake = () => undefined;
      if (work.problem === null) resolve();
      else reject(new Error(work.problem));
    };
    const timer = setInterval(look, TICK_MS);
    work.wake = look;
    look();
  });
}

async function openLines(params: LoadParams, work: Work): Promise<void> {
  const byDevice = new Map<string, Sender>();
  const hear = (topic: string, payload: Buffer) => {
    const ack = /"boot":"([^"]+)".*?"seq":(\d+)/.exec(payload.toString('utf8'));
    if (ack?.[1] !== params.boot) return;
    work.stored += byDevice.get(topic.split('/')[2] ?? '')?.acked(Number(ack[2])) ?? 0;
    work.wake();
  };
  const { boot, valuesPerMessage, value = saw } = params;
  for (let index = 0; index < params.connections; index += 1) {
    const names = params.devices.filter((_, at) => at % params.connections === index);
    const senders = names.map((device, at) =>
      createSender({ device, index: at * params.connections + index, boot, valuesPerMessage, value }),
    );
    for (const sender of senders) byDevice.set(sender.device, sender);
    const line = await openLine({
      host: params.host,
      port: params.port,
      login: params.login(index),
      subscriptions: params.listensForAcks ? names.map((device) => `wachter/v1/${device}/ack`) : [],
      inFlight: params.inFlight,
      received: hear,
      drained: () => work.wake(),
      failed: (reason) => {
        work.problem = reason;
        work.wake();
      },
    });
    work.lines.push({ line, senders, turn: 0 });
  }
}
