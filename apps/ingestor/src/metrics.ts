import { createServer, type Server } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Counts } from './counts.ts';

/** What /metrics and /healthz ask at the moment of the request. */
export interface Gauges {
  readonly unackedMessages: () => number;
  readonly unackedBytes: () => number;
  readonly isLeading: () => boolean;
  readonly isListening: () => boolean;
  readonly lostSessions: () => number;
  readonly connections: () => number;
  readonly lagSeconds: () => number;
  readonly openAlarms: () => number;
  readonly jobFailures: () => number;
  readonly problem: () => string | null;
}

export interface Metrics {
  readonly registry: Registry;
  readonly committed: (batch: { readonly messages: number; readonly readings: number; readonly seconds: number }) => void;
}

/** Metrics of this process in the words of Prometheus. Totals are read from `counts` when asked for. */
export function createMetrics(counts: Counts, gauges: Gauges): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const total = (name: string, help: string, read: () => number) =>
    new Counter({
      name: `wachter_${name}_total`,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `wachter_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  total('messages', 'Messages taken from the broker', () => counts.messages);
  total('readings', 'Readings sent to storage, repeated ones included', () => counts.readings);
  total('readings_stored', 'Readings that were new to storage', () => counts.stored);
  total('readings_late', 'Readings that filled history only', () => counts.lateReadings);
  total('duplicates', 'Numbered messages that came again', () => counts.duplicates);
  total('alarms_opened', 'Occurrences of alarms opened', () => counts.alarmsOpened);
  total('alarms_refused', 'Alarm rows that storage refused', () => counts.refusedAlarms);
  total('commits', 'Transactions stored', () => counts.commits);
  total('commit_failures', 'Attempts to store a transaction that failed', () => counts.commitFailures);
  total('state_reloads', 'Times the state was loaded from storage', () => counts.reloads);
  total('broker_connections', 'Connections made to the broker', gauges.connections);
  total('broker_sessions_lost', 'Times the broker came back without our session', gauges.lostSessions);
  total('job_failures', 'Housekeeping runs that failed', gauges.jobFailures);
  new Counter({
    name: 'wachter_quarantined_total',
    help: 'Messages and values put away, by reason',
    labelNames: ['kind'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [kind, count] of counts.quarantined) this.inc({ kind }, count);
    },
  });
  gauge('unacked_messages', 'Messages held un-acknowledged', gauges.unackedMessages);
  gauge('unacked_bytes', 'Bytes held un-acknowledged', gauges.unackedBytes);
  gauge('leading', '1 when this process leads', () => Number(gauges.isLeading()));
  gauge('listening', '1 when the broker delivers to this process', () => Number(gauges.isListening()));
  gauge('ingest_lag_seconds', 'Age of the oldest message not yet stored', gauges.lagSeconds);
  gauge('open_alarms', 'Alarms that are active', gauges.openAlarms);
  const messages = new Histogram({
    name: 'wachter_batch_messages',
    help: 'Messages of a transaction',
    buckets: [1, 10, 100, 1_000, 10_000],
    registers: [registry],
  });
  const readings = new Histogram({
    name: 'wachter_batch_readings',
    help: 'Readings of a transaction',
    buckets: [1, 10, 100, 1_000, 10_000, 50_000],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'wachter_commit_seconds',
    help: 'Time of a transaction',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    registers: [registry],
  });
  return {
    registry,
    committed: (batch) => {
      messages.observe(batch.messages);
      readings.observe(batch.readings);
      seconds.observe(batch.seconds);
    },
  };
}

/** Serves /metrics and /healthz on loopback. Port 0 takes a free one. */
export async function serveMetrics(
  metrics: Metrics,
  gauges: Gauges,
  port: number,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const server: Server = createServer(async (request, response) => {
    if (request.method !== 'GET' || (request.url !== '/metrics' && request.url !== '/healthz')) {
      response.writeHead(404).end();
      return;
    }
    if (request.url === '/healthz') {
      const problem = gauges.problem();
      response.writeHead(problem === null ? 200 : 503, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ status: problem === null ? 'ok' : 'down', leading: gauges.isLeading(), problem }));
      return;
    }
    response.writeHead(200, { 'content-type': metrics.registry.contentType });
    response.end(await metrics.registry.metrics());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
