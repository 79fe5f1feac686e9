import type { EventEmitter } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Crypto } from '@wachter/services/ports/crypto';
import type { BrokerAccount } from '@wachter/services/ports/site-store';
import { Aedes, type Client, type PublishPacket } from 'aedes';
import { decideSubscribe } from './access.ts';
import { type Accounts, followAccounts } from './accounts.ts';
import { limitPacketSize, neverFilterDuplicates } from './aedes-inside.ts';
import { createGate } from './gate.ts';
import { openQueue, type Queue } from './queue.ts';
import { createSecurityEvents, type SecurityEvents } from './security-events.ts';

export interface BrokerLog {
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
}

export interface BrokerOptions {
  /** Sessions, queues and retained messages. Belongs to one process. */
  readonly folder: string;
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  readonly readAccounts: () => Promise<readonly BrokerAccount[]>;
  readonly crypto: Crypto;
  readonly log: BrokerLog;
  readonly accountsEveryMs?: number;
  readonly refusalDelayMs?: number;
  readonly maxConnections?: number;
  readonly maxPacketBytes?: number;
  /** Waits for the disk on every write; off only in tests. */
  readonly isSynced?: boolean;
}

export interface Broker {
  readonly port: number;
  readonly connected: () => number;
  readonly securityEvents: () => Readonly<Record<string, number>>;
  readonly stop: () => Promise<void>;
}

const kilobyte = 1024;
/** Payloads of the device protocol are at most 64 kB; gateways send larger ones. */
const largestPacket = 256 * kilobyte;
const manyConnections = 2000;

/**
 * The embedded broker: MQTT 3.1.1 over TCP. A QoS 1 message is on disk for every session that is to have it before the sender gets its
 * PUBACK, so a kill at any moment loses nothing acknowledged. Rights come from the broker accounts and follow them within seconds.
 */
export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const { log } = options;
  const events = createSecurityEvents(
    (event) => log.warn({ event: 'security', ...event }, `security: ${event.kind}`),
    () => performance.now(),
  );
  let withdraw: (userNames: readonly string[]) => void = () => {};
  const accounts = await followAccounts({
    read: options.readAccounts,
    everyMs: options.accountsEveryMs ?? 2000,
    onChanged: (userNames) => withdraw(userNames),
    onTrouble: (error) =>
      error
        ? log.error({ error: String(error) }, 'broker accounts cannot be read; the last ones stay in force')
        : log.info({}, 'broker accounts can be read again'),
  });
  const queue = await openQueue(
    options.folder,
    (id, filter) => decideSubscribe(accounts.get(id), filter),
    options.isSynced ?? true,
  );
  const aedes = await createAedes(options, { accounts, events, queue });
  withdraw = (userNames) => dropSessions(userNames, { aedes, accounts, events, queue });
  const server = await listen(options, aedes, events);
  return {
    port: (server.address() as AddressInfo).port,
    connected: () => aedes.connectedClients,
    securityEvents: events.counts,
    stop: async () => {
      accounts.stop();
      server.close();
      await new Promise<void>((resolve) => aedes.close(resolve));
      await queue.close();
    },
  };
}

interface Parts {
  readonly accounts: Accounts;
  readonly events: SecurityEvents;
  readonly queue: Queue;
}

async function createAedes(options: BrokerOptions, { accounts, events, queue }: Parts): Promise<Aedes> {
  // Queued messages are kept in the order of this name, then of their number: it must grow with each start.
  const id = `w${Date.now().toString(36).padStart(10, '0')}`;
  const gate = createGate({
    accounts,
    events,
    crypto: options.crypto,
    queue: () => queue,
    refusalDelayMs: options.refusalDelayMs ?? 500,
    connected: (clientId) => clientsOf(aedes)[clientId],
    stamp: (packet: PublishPacket) => Object.assign(packet, { brokerId: id, brokerCounter: nextNumber(aedes) }),
  });
  const aedes: Aedes = new Aedes({
    id,
    persistence: queue.persistence,
    heartbeatInterval: 15_000,
    connectTimeout: 5000,
    // A subscriber that reads slowly holds its senders back; it is never cut off for it.
    drainTimeout: 0,
    keepaliveLimit: 0,
    queueLimit: 1000,
    maxTopicLevels: 20,
    ...gate,
  });
  await aedes.listen();
  const quiet = (client: Client | null, error: Error) =>
    options.log.info({ client: client?.id, reason: error.message }, 'connection ended');
  aedes.on('clientError', quiet);
  aedes.on('connectionError', quiet);
  (aedes as EventEmitter).on('error', (error: Error) => options.log.error({ error: String(error) }, 'broker trouble'));
  return aedes;
}

const clientsOf = (aedes: Aedes): Readonly<Record<string, Client | undefined>> =>
  (aedes as unknown as { readonly clients: Readonly<Record<string, Client | undefined>> }).clients;

function nextNumber(aedes: Aedes): number {
  const counted = aedes as unknown as { counter: number };
  counted.counter += 1;
  return counted.counter;
}

/** Rights that were withdrawn or changed act now: the connection ends, and the session of a withdrawn account is forgotten. */
function dropSessions(userNames: readonly string[], { aedes, accounts, events, queue }: Parts & { readonly aedes: Aedes }): void {
  for (const userName of userNames) {
    const account = accounts.get(userName);
    clientsOf(aedes)[userName]?.close();
    if (account && account.revokedAt === null) continue;
    events.record({ kind: 'account-withdrawn', userName, address: '', detail: 'disconnected and session forgotten' });
    queue.forget(userName).catch(() => undefined);
  }
}

async function listen(options: BrokerOptions, aedes: Aedes, events: SecurityEvents) {
  const limit = options.maxPacketBytes ?? largestPacket;
  const server = createServer((socket: Socket) => {
    socket.setNoDelay(true);
    const client = aedes.handle(socket);
    neverFilterDuplicates(client);
    limitPacketSize(client, limit, (bytes) => {
      events.record({
        kind: 'packet-too-large',
        userName: client.id ?? '',
        address: socket.remoteAddress ?? '',
        detail: `${bytes} bytes`,
      });
      socket.destroy();
    });
  });
  server.maxConnections = options.maxConnections ?? manyConnections;
  server.on('drop', (from) =>
    events.record({
      kind: 'too-many-connections',
      userName: '',
      address: from?.remoteAddress ?? '',
      detail: `more than ${server.maxConnections}`,
    }),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port, host: options.host }, resolve);
  });
  return server;
}
