import { guardRequestHeaders } from './address.ts';
import { liveHub } from './live/live-hub.ts';
import { env, log } from './log.ts';
import { serveMetrics } from './metrics.ts';
import { once } from './once.ts';

/** Everything that exists once per process and not per request. */
export const startProcess = (): void =>
  once('process', () => {
    try {
      const { metricsPort, origins, isBehindProxy } = env();
      guardRequestHeaders(isBehindProxy);
      if (metricsPort !== undefined) serveMetrics(metricsPort);
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => liveHub().stop());
      log().info({ origins, isBehindProxy }, 'dashboard started');
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    }
  });
