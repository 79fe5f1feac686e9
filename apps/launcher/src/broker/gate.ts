import { verifySecret } from '@wachter/services/broker/secret';
import { isUserName } from '@wachter/services/broker/user-name';
import type { Crypto } from '@wachter/services/ports/crypto';
import type { AedesPublishPacket, AuthenticateError, Client, ConnectPacket, PublishPacket, Subscription } from 'aedes';
import { decidePublish, decideSubscribe, mayReceive } from './access.ts';
import type { Accounts } from './accounts.ts';
import type { Queue } from './queue.ts';
import type { SecurityEventKind, SecurityEvents } from './security-events.ts';

export interface GateDeps {
  readonly accounts: Accounts;
  readonly crypto: Crypto;
  readonly events: SecurityEvents;
  readonly queue: () => Queue;
  /** Numbers the message as aedes would. */
  readonly stamp: (packet: PublishPacket) => PublishPacket & { readonly brokerId: string; readonly brokerCounter: number };
  /** Who is connected with this id now. */
  readonly connected: (clientId: string) => Client | undefined;
  /** A refused login waits this long, so that guessing is slow. */
  readonly refusalDelayMs: number;
}

const refusedTopic = '$SYS/refused';
/** MQTT 3.1.1, 3.2.2.3. */
const badUserNameOrPassword = 4;

const addressOf = (client: Client | null): string => {
  const conn = client?.conn;
  return conn && 'remoteAddress' in conn ? (conn.remoteAddress ?? '') : '';
};

/** The questions aedes asks: who may come in, write, read and receive. */
export function createGate(deps: GateDeps) {
  const note = (kind: SecurityEventKind, client: Client | null, userName: string, detail: string) =>
    deps.events.record({ kind, userName, address: addressOf(client), detail });

  return {
    preConnect: (client: Client, packet: ConnectPacket, done: (error: Error | null, isWelcome: boolean) => void) => {
      takeIdentity(deps, note, client, packet);
      done(null, true);
    },

    authenticate: (
      client: Client,
      userName: string | undefined,
      password: Buffer | undefined,
      done: (error: AuthenticateError | null, isWelcome: boolean | null) => void,
    ) => {
      void isKnown(deps, userName, password).then((isWelcome) => {
        if (isWelcome) return done(null, true);
        note('login-refused', client, userName ?? '', 'unknown user name or wrong secret');
        setTimeout(() => done(refusal(), null), deps.refusalDelayMs);
      });
    },

    authorizePublish: (client: Client | null, packet: PublishPacket, done: (error?: Error | null) => void) => {
      const userName = client?.id ?? claimedSender(packet);
      const decision = decidePublish(deps.accounts.get(userName), packet.topic, packet.retain);
      if (decision.kind === 'refused') {
        note('publish-refused', client, userName, packet.topic);
        sinkHole(packet);
      } else if (decision.kind === 'without-retain') {
        // Gateways retain readings by their own settings, and mean no harm; our own protocol forbids it.
        if (packet.topic.startsWith('wachter/')) note('retain-refused', client, userName, packet.topic);
        packet.retain = false;
      }
      if (packet.qos === 0 || decision.kind === 'refused') return done(null);
      deps
        .queue()
        .storeEarly(deps.stamp(packet))
        .then(() => done(null), done);
    },

    authorizeSubscribe: (
      client: Client,
      wish: Subscription,
      done: (error: Error | null, granted?: Subscription | null) => void,
    ) => {
      if (decideSubscribe(deps.accounts.get(client.id), wish.topic)) return done(null, wish);
      note('subscribe-refused', client, client.id, wish.topic);
      done(null, null);
    },

    authorizeForward: (client: Client, packet: AedesPublishPacket) =>
      mayReceive(deps.accounts.get(client.id), packet.topic) ? packet : null,
  };
}

/**
 * User name = client id, whatever the client calls itself (as Mosquitto's `use_username_as_clientid`): nobody can take over or destroy
 * the session of another. A will on a topic that is not the client's own is taken away before it is stored.
 */
function takeIdentity(
  deps: GateDeps,
  note: (kind: SecurityEventKind, client: Client | null, userName: string, detail: string) => void,
  client: Client,
  packet: ConnectPacket,
): void {
  const userName = packet.username ?? '';
  if (packet.clientId !== userName && deps.accounts.get(packet.clientId))
    note('client-id-of-another', client, userName, packet.clientId);
  packet.clientId = isUserName(userName) ? userName : '';
  if (packet.will && decidePublish(deps.accounts.get(userName), packet.will.topic, false).kind === 'refused') {
    note('will-refused', client, userName, packet.will.topic);
    delete packet.will;
  }
  const before = deps.connected(userName);
  if (before && addressOf(before) !== addressOf(client))
    note('session-taken-over', client, userName, `was connected from ${addressOf(before)}`);
}

async function isKnown(deps: GateDeps, userName: string | undefined, password: Buffer | undefined): Promise<boolean> {
  if (!userName || !isUserName(userName) || !password || password.length > 200) return false;
  if (await matches(deps, userName, password)) return true;
  // A device that was added a moment ago need not wait for the next reading.
  await deps.accounts.refresh();
  return matches(deps, userName, password);
}

async function matches(deps: GateDeps, userName: string, password: Buffer): Promise<boolean> {
  const account = deps.accounts.get(userName);
  return (
    account !== undefined &&
    account.revokedAt === null &&
    (await verifySecret(password.toString(), account.secretHash, deps.crypto))
  );
}

function refusal(): AuthenticateError {
  const error = new Error('bad user name or password') as AuthenticateError;
  error.returnCode = badUserNameOrPassword;
  return error;
}

/** A will published after a restart of the broker comes without its connection, but with the id it was stored for. */
const claimedSender = (packet: PublishPacket): string =>
  'clientId' in packet && typeof packet.clientId === 'string' ? packet.clientId : '';

/**
 * MQTT 3.1.1 knows no refusal of a message: it is acknowledged or the connection ends. As Mosquitto does, it is acknowledged and goes
 * nowhere (a topic nobody may read, without its content); ending the connection would make a misconfigured device hammer the broker.
 */
function sinkHole(packet: PublishPacket): void {
  packet.topic = refusedTopic;
  packet.payload = Buffer.alloc(0);
  packet.retain = false;
}
