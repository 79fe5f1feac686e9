import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Environment of the broker process; the launcher fills it. */
const BrokerEnv = z.object({
  WACHTER_DATABASE_URL_FILE: z.string(),
  WACHTER_BROKER_DIR: z.string(),
  WACHTER_HOST: z.string().default('127.0.0.1'),
  MQTT_PORT: z.coerce.number().int().min(0).max(65535).default(1883),
  WACHTER_LOG_LEVEL: z.string().default('info'),
});

export interface BrokerSettings {
  readonly databaseUrl: string;
  readonly folder: string;
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
}

export function brokerSettings(source: NodeJS.ProcessEnv = process.env): BrokerSettings {
  const env = BrokerEnv.parse(source);
  return {
    databaseUrl: readFileSync(env.WACHTER_DATABASE_URL_FILE, 'utf8').trim(),
    folder: env.WACHTER_BROKER_DIR,
    host: env.WACHTER_HOST,
    port: env.MQTT_PORT,
    logLevel: env.WACHTER_LOG_LEVEL,
  };
}
