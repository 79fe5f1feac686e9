import { guardRequestHeaders } from './address.ts';
import { liveHub } from './live/live-hub.ts';
import { env, log } from './log.ts';
import { serveMetrics } from './metrics.ts';
import { once } from './once.ts';

const longestGoodbyeMs = 5_000;

/** The framework waits for open answers before it exits: streams are ended, and nothing keeps the process longer than this. */
function stopSoon(signal: NodeJS.Signals): void {
  liveHub().stop();
  setTimeout(() => process.exit(signal === 'SIGINT' ? 130 : 143), longestGoodbyeMs).unref();
}

/** Everything that exists once per process and not per request. */
export const startProcess = (): void =>
  once('process', () => {
    try {
      const { metricsPort, origins, isBehindProxy } = env();
      guardRequestHeaders(isBehindProxy);
      if (metricsPort !== undefined) serveMetrics(metricsPort);
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stopSoon);
      log().info({ origins, isBehindProxy }, 'dashboard started');
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    }
  });
