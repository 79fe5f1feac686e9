import { z } from 'zod';
import type { Broker } from './broker.ts';
import { type Child, script, startChild } from './child.ts';
import type { Scratch } from './scratch.ts';

export interface LoadOrder {
  readonly port: number;
  readonly credentialsFile: string;
  readonly messages: number;
  readonly values: number;
  /** 0 = as fast as the broker takes them. */
  readonly messagesPerSecond: number;
}

const Result = z.object({ startedAt: z.number(), taken: z.number(), seconds: z.number() });
export type LoadResult = z.infer<typeof Result>;

export interface Load {
  readonly child: Child;
  /** When the broker has taken all of it. `startedAt` in milliseconds since 1970: just before the first publish. */
  readonly result: Promise<LoadResult>;
}

/** Starts publishing native messages at QoS 1 from a process of its own. */
export function startLoad(scratch: Scratch, broker: Broker, order: Omit<LoadOrder, 'port' | 'credentialsFile'>): Load {
  const whole: LoadOrder = { ...order, port: broker.port, credentialsFile: broker.credentialsFile };
  const child = startChild(scratch, {
    name: 'load generator',
    args: [...script('packages/tooling/src/bench/load-process.ts'), JSON.stringify(whole)],
  });
  const result = child.result.then((text) => Result.parse(JSON.parse(text)));
  // Whoever waits for it hears of a failure; when something else failed first, nobody waits and the first failure is the one to tell.
  result.catch(() => undefined);
  return { child, result };
}
