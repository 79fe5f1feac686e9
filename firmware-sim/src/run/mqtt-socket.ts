import mqtt from 'mqtt';
import type { OpenSocket } from '../devices/connection.ts';

export interface MqttParams {
  /** `mqtt://host:port` or `mqtts://…`, without user and password. */
  readonly url: string;
  /** Account → password. An account that is missing connects without a password. */
  readonly credentials: ReadonlyMap<string, string>;
}

const KEEPALIVE_SECONDS = 30;

/** Sessions over MQTT 3.1.1, clean, one per account; user name and client id are the account. Reconnecting is the firmware's own work. */
export const mqttSockets =
  (params: MqttParams): OpenSocket =>
  (session, events) => {
    const password = params.credentials.get(session.account);
    const client = mqtt.connect(params.url, {
      clientId: session.account,
      username: session.account,
      ...(password === undefined ? {} : { password }),
      protocolVersion: 4,
      clean: true,
      reconnectPeriod: 0,
      connectTimeout: 10_000,
      keepalive: KEEPALIVE_SECONDS,
      resubscribe: false,
      queueQoSZero: false,
      ...(session.will === null
        ? {}
        : {
            will: {
              topic: session.will.topic,
              payload: Buffer.from(session.will.payload),
              qos: session.will.qos,
              retain: session.will.retain,
            },
          }),
    });
    let isOver = false;
    let problem = 'connection lost';
    const over = (reason: string) => {
      if (isOver) return;
      isOver = true;
      client.end(true);
      events.closed(reason);
    };
    client.on('connect', () => {
      if (isOver) return;
      if (session.subscriptions.length === 0) return events.opened();
      client.subscribe([...session.subscriptions], { qos: 1 }, (error) => {
        if (isOver) return;
        if (error) over(`subscription refused: ${error.message}`);
        else events.opened();
      });
    });
    client.on('message', (topic, payload) => {
      if (!isOver) events.received({ topic, payload });
    });
    client.on('error', (error) => {
      problem = error.message;
    });
    client.on('close', () => over(problem));
    return {
      publish: (publication, done) => {
        if (isOver) return;
        const { topic, qos, retain } = publication;
        client.publish(topic, Buffer.from(publication.payload), { qos, retain }, (error) => {
          if (!error && !isOver) done?.();
        });
      },
      close: (isGraceful) => {
        isOver = true;
        if (isGraceful) client.end(false);
        else client.stream.destroy();
        if (!isGraceful) client.end(true);
      },
    };
  };
