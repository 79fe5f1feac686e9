import { createServer, type Server } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { log } from './log.ts';
import { once } from './once.ts';

/** Figures of this process for Prometheus. */
export const metrics = () =>
  once('metrics', () => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry, prefix: 'wachter_dashboard_' });
    const registers = [registry];
    return {
      registry,
      requestSeconds: new Histogram({
        name: 'wachter_dashboard_request_seconds',
        help: 'Duration of answered API requests.',
        labelNames: ['route', 'status'],
        buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
        registers,
      }),
      liveClients: new Gauge({ name: 'wachter_dashboard_live_clients', help: 'Open event streams.', registers }),
      liveFrames: new Counter({
        name: 'wachter_dashboard_live_frames_total',
        help: 'Frames sent over all event streams.',
        registers,
      }),
      liveBytes: new Counter({
        name: 'wachter_dashboard_live_bytes_total',
        help: 'Bytes sent over all event streams.',
        registers,
      }),
      liveDropped: new Counter({
        name: 'wachter_dashboard_live_dropped_total',
        help: 'Event streams ended by the server.',
        labelNames: ['reason'],
        registers,
      }),
      liveErrors: new Counter({
        name: 'wachter_dashboard_live_poll_errors_total',
        help: 'Polls of the database that failed.',
        registers,
      }),
      signIns: new Counter({ name: 'wachter_dashboard_sign_ins_total', help: 'Sign-ins.', labelNames: ['outcome'], registers }),
    };
  });

/** Serves `/metrics` on the loopback address only. Returns the server, which does not keep the process alive. */
export function serveMetrics(port: number): Server {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics()
      .registry.metrics()
      .then((text) => response.writeHead(200, { 'Content-Type': metrics().registry.contentType }).end(text))
      .catch(() => response.writeHead(500).end());
  });
  server.on('error', (error) => log().error({ reason: error.message, port }, 'metrics are not served'));
  server.listen(port, '127.0.0.1', () => log().info({ address: server.address() }, 'metrics are served'));
  server.unref();
  return server;
}
