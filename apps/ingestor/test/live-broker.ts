import { type AddressInfo, createServer, type Server } from 'node:net';
import { Aedes } from 'aedes';

/** An embedded broker on loopback, in this process, with its sessions in memory. */
export interface LiveBroker {
  readonly url: string;
  readonly port: number;
  /** PUBACKs that came from this client so far. */
  readonly acknowledgedBy: (clientId: string) => number;
  /** Times this client has connected so far. */
  readonly connectionsOf: (clientId: string) => number;
  /** Filters that may not be subscribed to, from now on. */
  readonly refuse: (filters: readonly string[]) => void;
  readonly stop: () => Promise<void>;
}

export async function startLiveBroker(port = 0): Promise<LiveBroker> {
  const refused = new Set<string>();
  const aedes = await Aedes.createBroker({
    authorizeSubscribe: (_client, subscription, done) => done(null, refused.has(subscription.topic) ? null : subscription),
  });
  const acknowledged = new Map<string, number>();
  const connections = new Map<string, number>();
  const oneMore = (counts: Map<string, number>, clientId: string) => counts.set(clientId, (counts.get(clientId) ?? 0) + 1);
  aedes.on('ack', (_packet, client) => oneMore(acknowledged, client.id));
  aedes.on('client', (client) => oneMore(connections, client.id));
  const server: Server = createServer(aedes.handle);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `mqtt://127.0.0.1:${address.port}`,
    port: address.port,
    acknowledgedBy: (clientId) => acknowledged.get(clientId) ?? 0,
    connectionsOf: (clientId) => connections.get(clientId) ?? 0,
    refuse: (filters) => {
      for (const filter of filters) refused.add(filter);
    },
    stop: async () => {
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
