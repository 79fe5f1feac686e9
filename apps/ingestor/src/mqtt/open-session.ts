import type { Instant } from '@wachter/core';
import mqtt, { type IClientOptions, type IPublishPacket, type MqttClient } from 'mqtt';
import type { Delivery, Epoch } from './delivery.ts';
import { encodePubacks } from './encode-pubacks.ts';

export type ProtocolVersion = 4 | 5;

export interface BrokerAddress {
  readonly url: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly clientId: string;
  readonly keepaliveSeconds: number;
  /** How long the broker keeps the session of a client that is away (MQTT 5; a 3.1.1 broker decides for itself). */
  readonly sessionExpirySeconds: number;
  /** Said by the broker when we are gone, made anew for each connection. */
  readonly will?: () => { readonly topic: string; readonly payload: string };
}

/** What a connection tells its owner. `deliver` takes over the message: nothing is acknowledged before `acknowledge`. */
export interface SessionEvents {
  readonly now: () => Instant;
  /** False stops reading from the socket after the message in hand, until `resume`. */
  readonly hasRoom: () => boolean;
  readonly deliver: (delivery: Delivery) => void;
  readonly connected: (isSessionPresent: boolean) => void;
  readonly failed: (failure: SessionFailure) => void;
  readonly closed: () => void;
}

export interface SessionFailure {
  readonly kind: 'protocol-refused' | 'login-refused' | 'refused' | 'connection';
  readonly detail: string;
}

/** One network connection of the ingestor's persistent session. It never reconnects: its owner opens the next one. */
export interface Session {
  readonly epoch: Epoch;
  /** Writes PUBACKs, in order, in one piece. Ids of other connections must not be given. */
  readonly acknowledge: (messageIds: readonly number[]) => void;
  /** Reads on after `hasRoom` said no. */
  readonly resume: () => void;
  readonly isHeld: () => boolean;
  readonly publish: (topic: string, payload: string | Uint8Array, options: { qos: 0 | 1; retain: boolean }) => void;
  /** Filters the broker refused; empty when all were granted. */
  readonly subscribe: (filters: readonly string[]) => Promise<readonly string[]>;
  readonly end: () => Promise<void>;
  readonly destroy: () => void;
}

const notYet = new Error('acknowledged after the commit');

/**
 * Connects once. MQTT.js would acknowledge a message when `handleMessage` calls back; it is replaced by one that hands the
 * packet over and calls back with an error, which skips the PUBACK and goes on. Not calling back at all stops the client's reader,
 * and with it the socket: that is how memory stays bounded. Both lean on undocumented behaviour of the pinned version and are
 * held by session.integration.test.ts.
 */
export function openSession(address: BrokerAddress, protocolVersion: ProtocolVersion, events: SessionEvents): Session {
  const epoch: Epoch = Symbol('connection');
  const client = mqtt.connect(address.url, clientOptions(address, protocolVersion));
  const hold = holdReader(client, address.keepaliveSeconds);
  client.handleMessage = (packet, callback) => {
    events.deliver(deliveryOf(packet, epoch, events.now()));
    if (events.hasRoom()) callback(notYet);
    else hold.keep(() => callback(notYet));
  };
  client.on('connect', (packet) => events.connected(packet.sessionPresent));
  client.on('error', (error) => events.failed(explainFailure(error, client.connected, protocolVersion)));
  client.on('close', () => {
    hold.drop();
    events.closed();
  });
  return {
    epoch,
    acknowledge: (ids) => {
      if (ids.length > 0 && client.connected && !client.stream.destroyed) client.stream.write(encodePubacks(ids));
    },
    resume: hold.release,
    isHeld: hold.isHeld,
    publish: (topic, payload, options) => {
      if (client.connected) client.publish(topic, Buffer.from(payload), options);
    },
    subscribe: (filters) => subscribe(client, filters),
    end: () => endQuietly(client),
    destroy: () => {
      client.end(true);
    },
  };
}

function clientOptions(address: BrokerAddress, protocolVersion: ProtocolVersion): IClientOptions {
  return {
    clientId: address.clientId,
    ...(address.username === undefined ? {} : { username: address.username }),
    ...(address.password === undefined ? {} : { password: address.password }),
    protocolVersion,
    clean: false,
    keepalive: address.keepaliveSeconds,
    reconnectPeriod: 0,
    connectTimeout: 10_000,
    resubscribe: false,
    queueQoSZero: false,
    ...(address.will ? { will: willOf(address.will()) } : {}),
    ...(protocolVersion === 5
      ? { properties: { sessionExpiryInterval: address.sessionExpirySeconds, receiveMaximum: 65_535 } }
      : {}),
  };
}

const willOf = ({ topic, payload }: { topic: string; payload: string }) => ({
  topic,
  payload: Buffer.from(payload),
  qos: 1 as const,
  retain: true,
});

const deliveryOf = (packet: IPublishPacket, epoch: Epoch, receivedAt: Instant): Delivery => ({
  topic: packet.topic,
  payload: packet.payload as Uint8Array,
  receivedAt,
  isRetained: packet.retain,
  isDuplicate: packet.dup,
  messageId: packet.qos > 0 && packet.messageId !== undefined ? packet.messageId : null,
  epoch,
});

/** Keeps the reader of the client waiting. Pings go on from here, because the answers wait unread in the socket meanwhile. */
function holdReader(client: MqttClient, keepaliveSeconds: number) {
  let goOn: (() => void) | null = null;
  let pulse: NodeJS.Timeout | null = null;
  const drop = () => {
    goOn = null;
    if (pulse) clearInterval(pulse);
    pulse = null;
  };
  return {
    keep: (callback: () => void) => {
      goOn = callback;
      pulse ??= setInterval(
        () => {
          if (!client.connected) return;
          client.sendPing();
          client.reschedulePing(true);
        },
        (keepaliveSeconds * 1000) / 3,
      );
    },
    release: () => {
      const callback = goOn;
      drop();
      callback?.();
    },
    isHeld: () => goOn !== null,
    drop,
  };
}

/** Retain handling 1 of MQTT 5: a subscription that is there already brings no retained messages again. */
function subscribe(client: MqttClient, filters: readonly string[]): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    client.subscribe([...filters], { qos: 1, rh: 1 }, (error, _granted, packet) => {
      if (!packet) return reject(error ?? new Error('the broker did not answer the subscription'));
      const codes = packet.granted as readonly (number | { qos: number })[];
      resolve(filters.filter((_, index) => (Number(codes[index]) & 0x80) !== 0));
    });
  });
}

const loginRefusals = new Set([2, 4, 5, 133, 134, 135, 138]);

function explainFailure(error: Error, isConnected: boolean, protocolVersion: ProtocolVersion): SessionFailure {
  const code = 'code' in error && typeof error.code === 'number' ? error.code : null;
  const detail = error.message;
  if (isConnected || (code === null && 'code' in error)) return { kind: 'connection', detail };
  if (code === 1 || code === 132) return { kind: 'protocol-refused', detail };
  if (code !== null && loginRefusals.has(code)) return { kind: 'login-refused', detail };
  // A 3.1.1 broker may answer a version 5 greeting with bytes that do not parse as version 5.
  if (protocolVersion === 5 && /parse|property|CONNACK/i.test(detail)) return { kind: 'protocol-refused', detail };
  return { kind: code === null ? 'connection' : 'refused', detail };
}

/** A clean DISCONNECT, or the end of the socket after a second. */
function endQuietly(client: MqttClient): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => {
      client.stream.destroy();
      resolve();
    }, 1_000);
    client.end(false, {}, () => {
      clearTimeout(deadline);
      resolve();
    });
  });
}
