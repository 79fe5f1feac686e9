import type { Instant } from '@wachter/core';
import type { Logger } from '../log.ts';
import { createBackoff } from './backoff.ts';
import type { Delivery, Epoch } from './delivery.ts';
import { type BrokerAddress, openSession, type ProtocolVersion, type Session, type SessionFailure } from './open-session.ts';

/** What is true of the line to the broker. `isListening` only when every filter is granted or at least one is. */
export interface BrokerStatus {
  readonly isConnected: boolean;
  readonly isListening: boolean;
  readonly isHeld: boolean;
  readonly connections: number;
  /** Times the broker came back without our session: what waited there is gone, devices send it again. */
  readonly lostSessions: number;
  readonly refusedFilters: readonly string[];
  readonly problem: string | null;
}

/** The broker as the rest of the ingestor sees it. */
export interface BrokerLine {
  /** Connects, and again whenever the line drops and `mayConnect` agrees. */
  readonly open: () => void;
  /** A clean goodbye; the session stays with the broker. */
  readonly close: () => Promise<void>;
  /** Acknowledges stored messages of the connection that is open, in order; ids of earlier connections are passed over. */
  readonly acknowledge: (deliveries: readonly Delivery[]) => void;
  /** Reads on when there is room again. */
  readonly resume: () => void;
  readonly publish: (
    topic: string,
    payload: string | Uint8Array,
    options: { readonly qos: 0 | 1; readonly retain: boolean },
  ) => void;
  readonly status: () => BrokerStatus;
}

export interface LineSettings {
  readonly address: BrokerAddress;
  readonly filters: () => readonly string[];
  readonly log: Logger;
  readonly now: () => Instant;
  readonly random: () => number;
  readonly hasRoom: () => boolean;
  readonly deliver: (delivery: Delivery) => void;
  /** Asked before every attempt: only the holder of the lease may use the client id. */
  readonly mayConnect: () => boolean;
  /** A connection stands. `isSessionPresent` false: nothing un-acknowledged will come again from the broker. */
  readonly connected: (epoch: Epoch, isSessionPresent: boolean) => void;
  readonly disconnected: () => void;
}

/** Opens connections one after the other, each with its own epoch, on one persistent session. */
export function createLine(settings: LineSettings): BrokerLine {
  const { log } = settings;
  const backoff = createBackoff({ firstMs: 250, mostMs: 4_000, random: settings.random });
  const state = {
    session: null as Session | null,
    timer: null as NodeJS.Timeout | null,
    isWanted: false,
    isConnected: false,
    isListening: false,
    protocolVersion: 5 as ProtocolVersion,
    connections: 0,
    lostSessions: 0,
    refusedFilters: [] as readonly string[],
    problem: null as string | null,
    lastFailure: '',
    /** Another protocol version is to be tried at once. */
    isVersionNew: false,
  };

  const connect = () => {
    state.timer = null;
    if (!state.isWanted || state.session) return;
    if (!settings.mayConnect()) return again();
    const session: Session = openSession(settings.address, state.protocolVersion, {
      now: settings.now,
      hasRoom: settings.hasRoom,
      deliver: settings.deliver,
      connected: (isSessionPresent) => void welcome(session, isSessionPresent),
      failed: (failure) => note(failure),
      closed: () => gone(session),
    });
    state.session = session;
  };

  const again = () => {
    if (state.isWanted && !state.timer) state.timer = setTimeout(connect, state.isVersionNew ? 0 : backoff.next());
    state.isVersionNew = false;
  };

  const welcome = async (session: Session, isSessionPresent: boolean) => {
    if (state.session !== session) return session.destroy();
    const isFirst = state.connections === 0;
    state.connections += 1;
    state.isConnected = true;
    state.problem = null;
    state.lastFailure = '';
    if (!isSessionPresent && !isFirst) {
      state.lostSessions += 1;
      log.warn('the broker has lost our session: subscribing again; devices send again what was not acknowledged');
    }
    settings.connected(session.epoch, isSessionPresent);
    // Also where the broker says that it kept our session: one that it saved between our greeting and our subscription hears nothing.
    await listen(session);
    if (state.session === session) backoff.reset();
  };

  const listen = async (session: Session) => {
    const filters = settings.filters();
    try {
      state.refusedFilters = await session.subscribe(filters);
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'the subscription was not answered');
      return session.destroy();
    }
    state.isListening = state.refusedFilters.length < filters.length;
    if (state.refusedFilters.length === 0) return log.info({ filters, version: state.protocolVersion }, 'listening');
    state.problem = `The broker refuses this account to read ${state.refusedFilters.join(', ')}: give "${settings.address.username ?? settings.address.clientId}" the right to subscribe, then restart.`;
    log.error({ refused: state.refusedFilters }, state.problem);
  };

  const note = (failure: SessionFailure) => {
    if (failure.kind === 'protocol-refused' && state.protocolVersion === 5) {
      state.protocolVersion = 4;
      state.isVersionNew = true;
      log.info('the broker does not speak MQTT 5: using 3.1.1');
      return;
    }
    state.problem =
      failure.kind === 'login-refused'
        ? `The broker refuses the login of "${settings.address.username ?? settings.address.clientId}": ${failure.detail}. Check MQTT_USERNAME and its password.`
        : `No connection to the broker: ${failure.detail}`;
    if (state.lastFailure !== failure.detail) log.warn({ kind: failure.kind }, state.problem);
    state.lastFailure = failure.detail;
  };

  const gone = (session: Session) => {
    if (state.session !== session) return;
    state.session = null;
    const wasConnected = state.isConnected;
    state.isConnected = false;
    if (wasConnected) {
      state.problem ??= 'The connection to the broker was lost';
      settings.disconnected();
    }
    again();
  };

  return {
    open: () => {
      state.isWanted = true;
      if (!state.timer && !state.session) connect();
    },
    close: async () => {
      state.isWanted = false;
      if (state.timer) clearTimeout(state.timer);
      state.timer = null;
      const session = state.session;
      if (!session) return;
      state.session = null;
      state.isConnected = false;
      settings.disconnected();
      await session.end();
    },
    acknowledge: (deliveries) => {
      const { session } = state;
      if (!session) return;
      session.acknowledge(
        deliveries.flatMap(({ epoch, messageId }) => (epoch === session.epoch && messageId !== null ? [messageId] : [])),
      );
    },
    resume: () => state.session?.resume(),
    publish: (topic, payload, options) => state.session?.publish(topic, payload, options),
    status: () => ({
      isConnected: state.isConnected,
      isListening: state.isConnected && state.isListening,
      isHeld: state.session?.isHeld() ?? false,
      connections: state.connections,
      lostSessions: state.lostSessions,
      refusedFilters: state.refusedFilters,
      problem: state.problem,
    }),
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
